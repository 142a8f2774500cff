import 'server-only';

/** Why a body is refused although it is JSON: a key that is given twice or would reach a prototype, or too many levels. */
export type JsonFault = { readonly key: string } | { readonly depth: number };

interface Scope {
  /** Of an object; null for a list. */
  readonly keys: Set<string> | null;
  /** The key that it is the value of. */
  readonly under: string;
}

/**
 * Looks through JSON text that JSON.parse has accepted, for what parsing hides: it keeps the last of equal keys and
 * nests without limit. `constructor` alone is a legal name and passes. Null when nothing is wrong.
 */
export function jsonFault(text: string, mostDepth: number): JsonFault | null {
  const scopes: Scope[] = [];
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\],]/g;
  let key = '';
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [sign, quotedText, colon] = found;
    const scope = scopes.at(-1);
    if (sign === '{' || sign === '[') {
      scopes.push({ keys: sign === '{' ? new Set() : null, under: key });
      if (scopes.length > mostDepth) return { depth: mostDepth };
      key = '';
    } else if (sign === '}' || sign === ']') {
      scopes.pop();
    } else if (colon !== undefined) {
      key = JSON.parse(`"${quotedText ?? ''}"`) as string;
      if (key === '__proto__' || (key === 'prototype' && scope?.under === 'constructor')) return { key };
      if (scope?.keys?.has(key)) return { key };
      scope?.keys?.add(key);
    } else if (sign === ',') {
      key = '';
    }
  }
  return null;
}
