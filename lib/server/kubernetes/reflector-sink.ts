import 'server-only';
import { createKnownObjects, type ObjectIdentity } from './known-objects.ts';
import type { Logger } from './logger.ts';
import type { RawObject } from './watch-event.ts';

/**
 * Where a reflector puts what it sees. Called synchronously; per object in the order of its versions; versions may be
 * skipped, never reordered. A name that returns with another uid is first removed, then set.
 */
export interface ReflectorStore<T> {
  upsert(object: T): void;
  remove(identity: ObjectIdentity): void;
  /** A list has been taken in completely: what the store holds is what the server held. */
  replaced(): void;
}

export interface ReflectorSink {
  set(raw: RawObject): void;
  remove(raw: RawObject): void;
  beginList(): void;
  completeList(): void;
  /** Objects that prune or the store could not take since the last call of `beginList`. */
  refused(): number;
}

const NEVER_A_VERSION = '';

/**
 * Prunes on arrival, derives deletions at the end of a list, and contains what prune or the store throw: of such an
 * object the last readable version stays, and the next list brings it again.
 */
export function createReflectorSink<T>(options: {
  readonly resource: string;
  readonly prune: (raw: RawObject) => T;
  readonly store: ReflectorStore<T>;
  readonly logger: Logger;
}): ReflectorSink {
  const known = createKnownObjects();
  let refused = 0;

  const contain = (identity: ObjectIdentity, action: () => void) => {
    try {
      action();
    } catch (thrown) {
      refused += 1;
      known.note(identity, NEVER_A_VERSION);
      const cause = thrown instanceof Error ? thrown.name : 'unknown';
      options.logger.error({ resource: options.resource, uid: identity.uid, cause }, 'an object could not be taken in');
    }
  };
  const drop = (identity: ObjectIdentity) => {
    options.store.remove(identity);
    known.forget(identity);
  };

  return {
    set(raw) {
      const identity = identityOf(raw);
      contain(identity, () => {
        const before = known.find(identity);
        if (before && before.uid !== identity.uid) drop(before);
        const unchanged = before?.uid === identity.uid && before.resourceVersion === raw.metadata.resourceVersion;
        if (!unchanged) options.store.upsert(options.prune(raw));
        known.note(identity, raw.metadata.resourceVersion);
      });
    },
    remove(raw) {
      const before = known.find(identityOf(raw));
      if (before && before.uid === raw.metadata.uid) contain(before, () => drop(before));
    },
    beginList() {
      refused = 0;
      known.beginRound();
    },
    completeList() {
      for (const identity of known.unseen()) contain(identity, () => drop(identity));
      options.store.replaced();
    },
    refused: () => refused,
  };
}

function identityOf(raw: RawObject): ObjectIdentity {
  return { namespace: raw.metadata.namespace, name: raw.metadata.name, uid: raw.metadata.uid };
}
