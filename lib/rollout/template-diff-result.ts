import type { Message } from './message.ts';
import { type TemplateDifference, templateDifferences } from './template-diff.ts';
import { type TemplateLines, templateLines } from './template-diff-lines.ts';
import { pathText } from './template-diff-path.ts';
import { type TemplatePair, templatePair, withoutMarks } from './template-diff-tree.ts';
import { differenceMessage } from './template-diff-words.ts';

/** One change of a template: what it says, and every path that it covers, as the API server words paths. */
export interface TemplateChange {
  readonly change: TemplateDifference['change'];
  readonly paths: readonly string[];
  readonly message: Message;
}

/** What is different in the second of two templates. No secret is in it; see template-diff-secrets.ts. */
export interface TemplateDiff {
  /** The first 500. */
  readonly changes: readonly TemplateChange[];
  readonly changeCount: number;
  readonly yaml: TemplateLines;
}

const MOST_CHANGES = 500;
const SUMMARY_CHANGES = 3;
/** What a reader looks for first; the rest follows in the order of the template. */
const FIRST = ['diff.image', 'diff.container', 'diff.env', 'diff.envFrom', 'diff.word'];

/** Compares two templates as the API stores them. */
export function templateDiff(before: unknown, after: unknown): TemplateDiff {
  const pair = templatePair(before, after);
  const changes = changesOf(pair);
  return { changes: changes.slice(0, MOST_CHANGES), changeCount: changes.length, yaml: templateLines(pair) };
}

/** What a reader looks for first among the changes from one template to another, and how many there are. */
export function templateSummary(
  before: unknown,
  after: unknown,
): { readonly first: readonly Message[]; readonly changeCount: number } {
  const changes = changesOf(templatePair(before, after));
  return { first: changes.slice(0, SUMMARY_CHANGES).map(({ message }) => message), changeCount: changes.length };
}

function changesOf(pair: TemplatePair): readonly TemplateChange[] {
  const merged = new Map<string, TemplateChange>();
  for (const difference of templateDifferences(pair)) {
    const message = hidden(differenceMessage(difference), pair.mark);
    const path = withoutMarks(pathText(difference.path), pair.mark);
    // One sentence may cover several fields, as the two names of the service account.
    const key = JSON.stringify(message);
    const paths = [...new Set([...(merged.get(key)?.paths ?? []), path])];
    merged.set(key, { change: merged.has(key) ? 'changed' : difference.change, paths, message });
  }
  return [...merged.values()].sort((a, b) => rank(a) - rank(b));
}

function rank({ message }: TemplateChange): number {
  const place = FIRST.indexOf(message.code);
  return place < 0 ? FIRST.length : place;
}

function hidden({ code, params }: Message, mark: string): Message {
  const visible = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? withoutMarks(value, mark) : value,
  ]);
  return { code, params: Object.fromEntries(visible) };
}
