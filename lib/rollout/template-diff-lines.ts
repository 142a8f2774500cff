import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { fromTree, type TemplatePair, withoutMarks } from './template-diff-tree.ts';

/** One line of the two templates as YAML; a `gap` stands for the lines that are alike around it. */
export interface TemplateLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** The two templates as YAML, line by line. */
export interface TemplateLines {
  readonly lines: readonly TemplateLine[];
  /** `cut`: there are more lines; `tooLarge`: the templates are too large, or too different, to be compared line by line. */
  readonly note: 'cut' | 'tooLarge' | null;
}

const LARGEST_TEXT = 256 * 1024;
const MOST_LINES = 500;
const LONGEST_LINE = 400;
/** Lines added and removed; the search costs its square. */
const MOST_EDITS = 800;
const CONTEXT_LINES = 3;

/** The differing lines of the two templates with three alike lines around each. Hidden values stay hidden. */
export function templateLines({ before, after, mark }: TemplatePair): TemplateLines {
  const [old, young] = [before, after].map((tree) =>
    stringify(fromTree(tree), { sortMapEntries: nameFirst, lineWidth: 0, aliasDuplicateObjects: false }),
  );
  if (old === undefined || young === undefined || old.length > LARGEST_TEXT || young.length > LARGEST_TEXT) return TOO_LARGE;
  const patch = structuredPatch('', '', old, young, '', '', { context: CONTEXT_LINES, maxEditLength: MOST_EDITS });
  if (patch === undefined) return TOO_LARGE;
  const lines = patch.hunks.flatMap((hunk, index) => [
    ...(index > 0 || hunk.oldStart > 1 ? [GAP] : []),
    ...hunk.lines.filter((line) => !line.startsWith('\\')).map((line) => lineOf(line, mark)),
  ]);
  return { lines: lines.slice(0, MOST_LINES), note: lines.length > MOST_LINES ? 'cut' : null };
}

/** What tells an item of a list from the others stands first, so that an item keeps its first line whatever else it gets. */
function nameFirst(a: { readonly key: unknown }, b: { readonly key: unknown }): number {
  const [left, right] = [keyText(a.key), keyText(b.key)];
  return Number(right === 'name') - Number(left === 'name') || (left < right ? -1 : 1);
}

function keyText(key: unknown): string {
  return String(typeof key === 'object' && key !== null && 'value' in key ? key.value : key);
}

const TOO_LARGE: TemplateLines = { lines: [], note: 'tooLarge' };
const GAP: TemplateLine = { kind: 'gap', text: '' };
const KINDS: Readonly<Record<string, TemplateLine['kind']>> = { '+': 'added', '-': 'removed', ' ': 'same' };

function lineOf(line: string, mark: string): TemplateLine {
  const text = withoutMarks(line.slice(1), mark);
  return {
    kind: KINDS[line.charAt(0)] ?? 'same',
    text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE - 1)}…` : text,
  };
}
