/** What the address says when no cause, revision or state narrows the Nodes down. */
export const NO_FILTER = { state: null, stale: null, reason: null, revision: null, failing: null, runs: null } as const;
