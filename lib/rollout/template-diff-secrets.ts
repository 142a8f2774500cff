import type { Tree } from './template-diff-tree.ts';

/** What the name of a flag or of a driver's attribute says when its value is a secret. */
const SECRET_WORD = /pass(?:word|wd|phrase)|secret|token|credential|api-?_?key|private-?_?key|access-?_?key|authorization/i;
/** Lists whose items are a `name` and a `value` that may be a secret. */
const NAMED_VALUES = new Set(['.env', '.httpHeaders']);
/** Lists of words of a command line. */
const COMMAND_LINES = new Set(['.args', '.command']);
/** Maps that a volume driver reads. */
const DRIVER_MAPS = new Set(['.volumeAttributes', '.options']);
/** Annotations in which tools keep a whole manifest, as kubectl, kapp and Rancher do. */
const APPLIED_KEY = /last-applied|\/(?:applied|original)$/;
const MANIFEST = /^\s*\{[\s\S]*"(?:spec|env)"\s*:/;

/**
 * The tree with every value that may be a secret replaced by what `hide` gives for it: values of environment variables and
 * HTTP headers, values of flags and driver attributes whose name speaks of a secret, applied manifests.
 */
export function maskSecrets(tree: Tree, hide: (value: unknown) => string): Tree {
  return mask(tree, '', hide);
}

function mask(tree: Tree, member: string, hide: (value: unknown) => string): Tree {
  if (Array.isArray(tree)) {
    if (COMMAND_LINES.has(member)) return maskWords(tree, hide);
    return tree.map((item) => mask(item, NAMED_VALUES.has(member) ? 'named value' : '', hide));
  }
  if (typeof tree !== 'object') return tree;
  const entries = Object.entries(tree).map(([key, value]): [string, Tree] => [
    key,
    isSecret(member, key, value) ? hide(value) : mask(value, key, hide),
  ]);
  return Object.fromEntries(entries);
}

function isSecret(owner: string, key: string, value: Tree): boolean {
  if (owner === 'named value') return key === '.value';
  if (DRIVER_MAPS.has(owner)) return SECRET_WORD.test(key);
  return APPLIED_KEY.test(key) || (owner === '.annotations' && typeof value === 'string' && MANIFEST.test(value));
}

function maskWords(words: readonly Tree[], hide: (value: unknown) => string): Tree {
  return words.map((word, index) => {
    if (typeof word !== 'string') return mask(word, '', hide);
    const equals = word.indexOf('=');
    if (equals > 0 && SECRET_WORD.test(word.slice(0, equals)))
      return `${word.slice(0, equals + 1)}${hide(word.slice(equals + 1))}`;
    const previous = words[index - 1];
    return isSecretFlag(previous) && !word.startsWith('-') ? hide(word) : word;
  });
}

/** `--password`, whose value is the next word. */
function isSecretFlag(word: Tree | undefined): boolean {
  return typeof word === 'string' && word.startsWith('-') && !word.includes('=') && SECRET_WORD.test(word);
}
