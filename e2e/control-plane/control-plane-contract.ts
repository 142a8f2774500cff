import type { ApiAccess } from '#lib/testing/contract/api-client.ts';
import type { NodeOptions } from './nodes.ts';

export interface ControlPlaneOptions extends NodeOptions {
  /** How many Nodes there are from the start; default 0. */
  readonly nodes?: number;
  /** Port of the API server; default a free one. */
  readonly port?: number;
  /** As in `--feature-gates`, given to API server, controllers and scheduler. */
  readonly featureGates?: string;
  /** As in `--enable-admission-plugins`: plugins of the API server beside its usual ones. */
  readonly admissionPlugins?: string;
  /** What the API server notes in `auditLog`: who deletes which Pod, or every request of a service account; default nothing. */
  readonly audit?: 'pod-deletions' | 'service-accounts';
  /** Gets one sentence per step. */
  readonly say?: (sentence: string) => void;
}

/** A running control plane on loopback. */
export interface ControlPlane {
  readonly url: string;
  /** Path of a kubeconfig for the administrator. */
  readonly kubeconfig: string;
  /** How the administrator signs in, for requests without a kubeconfig. */
  readonly access: ApiAccess;
  /** A user bound to no role: RBAC refuses what a test has not granted. */
  readonly viewer: ApiAccess;
  /** Path of a kubeconfig for that user. */
  readonly viewerKubeconfig: string;
  /** The API server's audit log, a JSON object a line; there is none unless it was asked for. */
  readonly auditLog: string;
  /** Runs kubectl as the administrator and returns its output; rejects with its words when it fails. */
  kubectl(kubectlArguments: readonly string[]): Promise<string>;
  /** Ends the API server, and with it every connection to it; its data stays. */
  stopApiServer(): Promise<void>;
  /** Starts it again on the same port and resolves when it is ready. */
  startApiServer(): Promise<void>;
  /** Adds Nodes after those that there are, and resolves when all are ready and without start-up taints. */
  createNodes(count: number): Promise<void>;
  deleteNode(name: string): Promise<void>;
  /** Rejects, with the end of its log, when one of the programs ends without having been asked to. */
  readonly crashed: Promise<never>;
  /** Ends everything and removes its files. */
  stop(): Promise<void>;
}
