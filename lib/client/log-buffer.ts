/** One line as a container wrote it, and when. */
export interface StampedLine {
  /** As the kubelet wrote it; '' for what has no time, such as its own words. */
  readonly stamp: string;
  readonly text: string;
}

/** What is kept of a log while it is read. */
export interface LogBuffer {
  readonly lines: readonly StampedLine[];
  /** Lines that were read and are no longer kept. */
  readonly dropped: number;
  /** True when lines may be missing: more was written between two looks than one look shows. */
  readonly gap: boolean;
}

/** More would only cost memory: nobody reads it, and a search for the cause begins at the end. */
export const MOST_LINES = 20_000;
/** The most that one look shows; the API server's own limit for Rollcall. */
export const MOST_LINES_A_LOOK = 5_000;

export const EMPTY_LOG: LogBuffer = { lines: [], dropped: 0, gap: false };

const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)/;
const STAMP = /^(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** The lines of a log that was asked for with `timestamps`. */
export function stampedLines(raw: string): readonly StampedLine[] {
  const lines = raw.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const found = STAMPED.exec(line);
    return found === null ? { stamp: '', text: line } : { stamp: found[1] ?? '', text: line.slice(found[0].length) };
  });
}

/**
 * What is known with what another look showed, which begins at the second of the last known line: a kubelet takes no finer
 * time. Lines of that second are told apart by their own time, and those of the very same time by their number.
 */
export function appendLook(known: LogBuffer, look: readonly StampedLine[]): LogBuffer {
  const last = timeKey(known.lines.findLast(({ stamp }) => stamp !== '')?.stamp ?? '');
  if (last === '') return kept({ ...known, lines: look });
  const seen = countAtEnd(known.lines, last);
  let skipped = 0;
  let isNew = false;
  const added = look.filter(({ stamp }) => {
    const key = timeKey(stamp);
    // What has no time belongs to the line before it.
    if (key !== '') {
      isNew = key > last || (key === last && skipped >= seen);
      if (key === last) skipped += 1;
    }
    return isNew;
  });
  if (added.length === 0) return known;
  const gap = known.gap || (look.length >= MOST_LINES_A_LOOK && added.length === look.length);
  return kept({ ...known, gap, lines: [...known.lines, ...added] });
}

/** The time from which another look has to show the log, or null for its end. */
export function lookSince({ lines }: LogBuffer): string | null {
  const stamp = lines.findLast((line) => line.stamp !== '')?.stamp ?? '';
  const found = STAMP.exec(stamp);
  return found === null ? null : `${found[1]}${found[3]}`;
}

/** How many of the last lines have this time; what has none is not counted. */
function countAtEnd(lines: readonly StampedLine[], key: string): number {
  const before = lines.findLastIndex(({ stamp }) => stamp !== '' && timeKey(stamp) !== key);
  return lines.slice(before + 1).filter(({ stamp }) => stamp !== '').length;
}

function kept(buffer: LogBuffer): LogBuffer {
  const over = buffer.lines.length - MOST_LINES;
  return over <= 0 ? buffer : { ...buffer, lines: buffer.lines.slice(over), dropped: buffer.dropped + over };
}

/** Times that compare as text: kubelets leave out zeros at the end and write the offset of their place. */
function timeKey(stamp: string): string {
  const found = STAMP.exec(stamp);
  if (found === null) return '';
  const seconds = Math.floor(Date.parse(`${found[1]}${found[3]}`) / 1000);
  return `${String(seconds).padStart(12, '0')}.${(found[2] ?? '').padEnd(9, '0')}`;
}
