'use client';
import { createParser, useQueryState } from 'nuqs';

/** Two revisions by name. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
}

const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

const parseAsComparison = createParser<Comparison>({
  parse(text) {
    const [from = '', to = '', ...more] = text.split('..');
    return NAME.test(from) && NAME.test(to) && more.length === 0 ? { from, to } : null;
  },
  serialize: ({ from, to }) => `${from}..${to}`,
  eq: (a, b) => a.from === b.from && a.to === b.to,
});

/** The comparison that the URL names, `?compare=NAME..NAME`, or null. */
export function useComparison() {
  return useQueryState('compare', parseAsComparison.withOptions({ history: 'replace' }));
}
