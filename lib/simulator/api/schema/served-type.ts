import { readFileSync } from 'node:fs';

/** How the API server treats one member of a type. */
export interface MemberSchema {
  readonly form: 'list' | 'map' | 'one';
  /** The type of the member, or of its items: a scalar word, `any`, or the name of an object type. */
  readonly type: string;
  /** Strategic merge: lists merge by this key, or as sets of scalars. */
  readonly merges: boolean;
  readonly retainsKeys: boolean;
  readonly mergeKey: string | undefined;
  /** Server-side apply: the keys that tell the items of a list apart. */
  readonly listKeys: readonly string[];
  readonly isSet: boolean;
}

export interface TypeSchema {
  readonly members: ReadonlyMap<string, MemberSchema>;
}

type Words = Record<string, Record<string, string>>;

/** Read once; the file is made by compact-openapi.mjs from the OpenAPI document of Kubernetes 1.36. */
const WORDS = JSON.parse(readFileSync(new URL('./served-types.json', import.meta.url), 'utf8')) as Words;

function parseWord(word: string): MemberSchema {
  const [type = 'any', ...rules] = word.split(' ');
  const form = type.startsWith('[]') ? 'list' : type.startsWith('{}') ? 'map' : 'one';
  const value = (name: string) => rules.find((rule) => rule.startsWith(`${name}=`))?.slice(name.length + 1);
  const strategies = value('patch')?.split(',') ?? [];
  return {
    form,
    type: form === 'one' ? type : type.slice(2),
    merges: strategies.includes('merge'),
    retainsKeys: strategies.includes('retainKeys'),
    mergeKey: value('key'),
    listKeys: value('keys')?.split(',') ?? [],
    isSet: rules.includes('set'),
  };
}

const parsed = new Map<string, TypeSchema>();

/** The members of an object type; undefined for scalars, `any` and unknown names. */
export function typeSchema(name: string): TypeSchema | undefined {
  const words = WORDS[name];
  if (!words) return undefined;
  let schema = parsed.get(name);
  if (!schema) {
    const members = Object.entries(words).filter(([member]) => !member.startsWith('*'));
    schema = { members: new Map(members.map(([member, word]) => [member, parseWord(word)])) };
    parsed.set(name, schema);
  }
  return schema;
}
