import 'server-only';

/** How well a word stands in a text of names with spaces between: the whole of a name in it, the beginning of one, of a part of one, or anywhere. */
export const RANK = { whole: 0, beginning: 1, part: 2, inside: 3 } as const;

/** The rank of a word in a text of lower case; infinite when it is not there. */
export function rankOf(text: string, word: string): number {
  let rank: number = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(word); at >= 0 && rank > RANK.whole; at = text.indexOf(word, at + 1)) {
    rank = Math.min(rank, rankAt(text, at, at + word.length));
  }
  return rank;
}

function rankAt(text: string, at: number, end: number): number {
  if (at === 0 || text[at - 1] === ' ') return end === text.length || text[end] === ' ' ? RANK.whole : RANK.beginning;
  return isLetterOrDigit(text.charCodeAt(at - 1)) ? RANK.inside : RANK.part;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
