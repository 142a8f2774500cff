/** Where a text stands in lines: `end` is behind its last character. */
export interface TextMatch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** More than anybody steps through. */
export const MOST_MATCHES = 10_000;

/** Every place where the wanted text stands, upper and lower case alike, the first 10,000. */
export function findInLines(lines: readonly { readonly text: string }[], wanted: string): readonly TextMatch[] {
  const needle = wanted.toLowerCase();
  if (needle === '') return [];
  const matches: TextMatch[] = [];
  for (const [line, { text }] of lines.entries()) {
    const lower = text.toLowerCase();
    // A few letters change their length with their case; then the place in the line would be another.
    const hay = lower.length === text.length ? lower : text;
    for (let start = hay.indexOf(needle); start >= 0; start = hay.indexOf(needle, start + needle.length)) {
      if (matches.length === MOST_MATCHES) return matches;
      matches.push({ line, start, end: start + needle.length });
    }
  }
  return matches;
}

interface Span {
  readonly text: string;
}

/** A part of a line that is drawn alike: `match` is the index of the place that it belongs to, or null. */
export interface LineSegment<Part extends Span> {
  readonly text: string;
  readonly part: Part;
  readonly match: number | null;
}

/** Cuts the parts of one line where a found place begins or ends. `first` is the index of the first of its places. */
export function lineSegments<Part extends Span>(
  parts: readonly Part[],
  places: readonly TextMatch[],
  first: number,
): readonly LineSegment<Part>[] {
  let at = 0;
  return parts.flatMap((part) => {
    const [from, until] = [at, at + part.text.length];
    at = until;
    const cuts = places.flatMap(({ start, end }) => [start, end]).filter((cut) => cut > from && cut < until);
    const edges = [from, ...cuts, until];
    return edges.slice(0, -1).flatMap((start, index) => {
      const end = edges[index + 1] ?? until;
      if (start === end) return [];
      const place = places.findIndex((one) => one.start <= start && end <= one.end);
      return [{ text: part.text.slice(start - from, end - from), part, match: place < 0 ? null : first + place }];
    });
  });
}
