/** A wall shows at most this many DaemonSets that were chosen by name. */
const MOST_CHOSEN = 50;
const SHORTEST_MS = 5_000;
const LONGEST_MS = 600_000;
const DEFAULT_MS = 20_000;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DAEMON_SET = new RegExp(`^(${LABEL})/(${LABEL}(?:\\.${LABEL})*)$`);
const LONGEST_NAME = 253;

/** Names one DaemonSet of the wall's cluster. */
export interface ChosenDaemonSet {
  readonly namespace: string;
  readonly name: string;
}

/** What the address asks of a wall. */
export interface WallSettings {
  /** In this order; none: all of the cluster, attention first. */
  readonly chosen: readonly ChosenDaemonSet[];
  readonly everyMs: number;
  readonly show: 'one' | 'all';
  /** Null: as the browser is set. */
  readonly theme: 'light' | 'dark' | null;
}

export type WallParam = 'ds' | 'every' | 'show' | 'theme';

/** A parameter that cannot be followed, and what it was. */
export interface WallParamProblem {
  readonly param: WallParam;
  readonly value: string;
  readonly kind: 'bad' | 'twice' | 'tooMany';
}

/** Reads the query of a wall's address. What cannot be followed is named, never guessed: nobody stands beside the screen. */
export function readWallParams(query: URLSearchParams): WallSettings | { readonly problems: readonly WallParamProblem[] } {
  const problems: WallParamProblem[] = [];
  const chosen = readChosen(query.getAll('ds'), problems);
  const every = readOne(query, 'every', problems);
  const everyMs = every === null ? DEFAULT_MS : readDuration(every);
  if (everyMs === null) problems.push({ param: 'every', value: every ?? '', kind: 'bad' });
  const show = readWord(query, 'show', ['one', 'all'], problems) ?? 'one';
  const theme = readWord(query, 'theme', ['light', 'dark'], problems);
  if (problems.length > 0 || everyMs === null) return { problems };
  return { chosen, everyMs, show, theme };
}

function readChosen(values: readonly string[], problems: WallParamProblem[]): readonly ChosenDaemonSet[] {
  const unique = [...new Set(values)];
  if (unique.length > MOST_CHOSEN) problems.push({ param: 'ds', value: String(unique.length), kind: 'tooMany' });
  return unique.slice(0, MOST_CHOSEN).flatMap((value) => {
    const [, namespace, name] = DAEMON_SET.exec(value) ?? [];
    if (namespace !== undefined && name !== undefined && name.length <= LONGEST_NAME) return [{ namespace, name }];
    problems.push({ param: 'ds', value, kind: 'bad' });
    return [];
  });
}

/** Seconds or minutes as Go and kubectl write them: `20s`, `2m`, `1m30s`. Null when it is none or out of range. */
function readDuration(text: string): number | null {
  const [, minutes = '0', seconds = '0'] = /^(?=\d)(?:(\d{1,3})m)?(?:(\d{1,4})s)?$/.exec(text) ?? ['', '0', '0'];
  const ms = (Number(minutes) * 60 + Number(seconds)) * 1_000;
  return ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : null;
}

function readOne(query: URLSearchParams, param: WallParam, problems: WallParamProblem[]): string | null {
  const values = query.getAll(param);
  if (values.length > 1) problems.push({ param, value: values.join(', '), kind: 'twice' });
  return values[0] ?? null;
}

function readWord<Word extends string>(
  query: URLSearchParams,
  param: WallParam,
  words: readonly Word[],
  problems: WallParamProblem[],
): Word | null {
  const value = readOne(query, param, problems);
  const word = words.find((each) => each === value) ?? null;
  if (value !== null && word === null) problems.push({ param, value, kind: 'bad' });
  return word;
}
