/** Something that the API server does not let Rollcall look at. */
export interface HiddenResource {
  readonly verb: 'list' | 'watch';
  readonly resource: 'nodes' | 'pods' | 'daemonsets' | 'controllerrevisions';
  /** Absent: in the whole cluster. */
  readonly namespace?: string;
}

/** GET /api/c/{cluster}/visibility: what every page of the cluster lacks, and to whom it would have to be given. */
export interface VisibilityAnswer {
  readonly hidden: readonly HiddenResource[];
  /** The identity that watches the cluster for everybody; null when nothing is hidden or it cannot be said. */
  readonly username: string | null;
}
