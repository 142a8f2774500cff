import 'server-only';

/** Which object: the API server's own key and the uid that tells it from an earlier one of the same name. */
export interface ObjectIdentity {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
}

interface Known extends ObjectIdentity {
  readonly resourceVersion: string;
  readonly round: number;
}

/**
 * The keys of everything that was handed on, so that a re-list can tell what vanished meanwhile. A list is a round:
 * what was not noted in a round that completed is gone.
 */
export interface KnownObjects {
  /** The object last noted under this name, whatever its uid. */
  find(identity: ObjectIdentity): (ObjectIdentity & { readonly resourceVersion: string }) | undefined;
  /** Notes that this version was handed on, or seen again. */
  note(identity: ObjectIdentity, resourceVersion: string): void;
  forget(identity: ObjectIdentity): void;
  beginRound(): void;
  /** Everything that this round has not seen. */
  unseen(): readonly ObjectIdentity[];
}

/** An empty set of known objects. */
export function createKnownObjects(): KnownObjects {
  const byKey = new Map<string, Known>();
  let round = 0;
  return {
    find: (identity) => byKey.get(keyOf(identity)),
    note(identity, resourceVersion) {
      byKey.set(keyOf(identity), { ...identity, resourceVersion, round });
    },
    forget(identity) {
      byKey.delete(keyOf(identity));
    },
    beginRound() {
      round += 1;
    },
    unseen: () => [...byKey.values()].filter((known) => known.round !== round),
  };
}

function keyOf(identity: ObjectIdentity): string {
  return `${identity.namespace ?? ''}/${identity.name}`;
}
