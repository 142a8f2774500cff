interface StorageSignal {
  readonly subscribe: (listener: () => void) => () => void;
  /** Says that this tab has changed it; other tabs hear of that from the browser. */
  readonly tell: () => void;
}

/** For useSyncExternalStore: tells of changes in what this browser keeps, whichever tab made them. */
export function storageSignal(): StorageSignal {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      window.addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
      };
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
  };
}
