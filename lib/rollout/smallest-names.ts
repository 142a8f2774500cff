import { compareText } from './pod-order.ts';

/** The first `most` of these names, sorted; costs little more than one look at each. */
export function smallestNames(names: Iterable<string>, most: number): readonly string[] {
  let kept: string[] = [];
  let last: string | undefined;
  for (const name of names) {
    if (last === undefined || compareText(name, last) < 0) {
      kept.push(name);
      if (kept.length >= 2 * most) {
        kept = kept.sort(compareText).slice(0, most);
        last = kept.at(-1);
      }
    }
  }
  return kept.sort(compareText).slice(0, most);
}
