/**
 * The ending that all names share from a dot on, e.g. `.eu-1.compute.internal`; '' when there is none.
 * Tiles leave it out: what is the same everywhere tells no Node from another.
 */
export function sharedDomain(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined || names.length < 2) return '';
  let domain = first.includes('.') ? first.slice(first.indexOf('.')) : '';
  for (const name of names) {
    while (domain !== '' && (!name.endsWith(domain) || name.length === domain.length))
      domain = domain.slice(Math.max(0, nextDot(domain)));
  }
  return domain;
}

/** Where the next shorter ending starts; past the end when there is none. */
function nextDot(domain: string): number {
  const dot = domain.indexOf('.', 1);
  return dot < 0 ? domain.length : dot;
}
