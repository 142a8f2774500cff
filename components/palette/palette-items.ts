import type { Command } from '#components/ui/use-command.ts';

/** True when every word of the query begins a word of the text, whatever the case. Without a query everything matches. */
export function matchesLabel(text: string, query: string): boolean {
  const words = text.toLowerCase().split(/[\s/…]+/);
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)) || isWithinScript(text.toLowerCase(), part));
}

/** True when the query is about this command: each word is in its label or its object, and one at least in its label. */
export function matchesCommand({ label, about = '' }: Command, query: string): boolean {
  const words = query.split(/\s+/).filter(Boolean);
  const isMeant = words.length === 0 || words.some((word) => matchesLabel(label, word));
  return isMeant && words.every((word) => matchesLabel(label, word) || about.toLowerCase().includes(word.toLowerCase()));
}

/** Japanese, Korean and Chinese put no spaces between words. */
function isWithinScript(text: string, part: string): boolean {
  return [...part].some((letter) => letter > '\u024f') && text.includes(part);
}

/** The page's commands without those that say the same: a page may show one act in two places. */
export function distinctCommands(commands: readonly Command[]): readonly Command[] {
  const seen = new Map<string, Command>();
  for (const command of commands) {
    const key = commandKey(command);
    if (!seen.has(key)) seen.set(key, command);
  }
  return [...seen.values()];
}

/** What tells a command from others. */
export function commandKey({ kind, label, about = '' }: Command): string {
  return `${kind} ${label} ${about}`;
}
