/** An object from outside that is not what it claims to be. `field` is the path of the first member that is wrong. */
export class InvalidObject extends Error {
  override readonly name = 'InvalidObject';
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.field = field;
  }
}

/** Which members of a value are kept. What a shape does not name is dropped; null counts as absent. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  /** A number or a string. */
  | 'scalar'
  /** An object whose every value is a string. */
  | 'strings'
  | { readonly list: Shape }
  | { readonly only: readonly string[] }
  | { readonly members: Readonly<Record<string, Shape>>; readonly required?: readonly string[] };

/**
 * Copies from `value` what the shape names.
 * Throws InvalidObject when a required member is absent or a member has another type.
 */
export function pruneTo(value: unknown, shape: Shape, path: string): unknown {
  if (shape === 'string' || shape === 'number' || shape === 'boolean') {
    return expectType(value, [shape], path);
  }
  if (shape === 'scalar') {
    return expectType(value, ['number', 'string'], path);
  }
  if (shape === 'strings') {
    return pruneStrings(value, () => true, path);
  }
  if ('only' in shape) {
    return pruneStrings(value, (key) => shape.only.includes(key), path);
  }
  if ('list' in shape) {
    return expectList(value, path).map((member, index) => pruneTo(member, shape.list, `${path}[${index}]`));
  }
  return pruneMembers(value, shape, path);
}

/** The value as an object with unknown members. Throws InvalidObject when it is none. */
export function expectObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidObject(path, value === undefined || value === null ? 'is missing' : 'must be an object');
  }
  return value as Record<string, unknown>;
}

function pruneMembers(value: unknown, shape: Extract<Shape, { members: unknown }>, path: string): unknown {
  const object = expectObject(value, path);
  const kept: [string, unknown][] = [];
  for (const [key, memberShape] of Object.entries(shape.members)) {
    const member = Object.hasOwn(object, key) ? object[key] : undefined;
    const memberPath = path === '' ? key : `${path}.${key}`;
    if (member !== undefined && member !== null) {
      kept.push([key, pruneTo(member, memberShape, memberPath)]);
    } else if (shape.required?.includes(key)) {
      throw new InvalidObject(memberPath, 'is missing');
    }
  }
  return Object.fromEntries(kept);
}

// Object.fromEntries defines members, so that a label called `__proto__` stays a label.
function pruneStrings(value: unknown, keeps: (key: string) => boolean, path: string): unknown {
  const entries = Object.entries(expectObject(value, path)).filter(([key]) => keeps(key));
  return Object.fromEntries(
    entries.map(([key, text]) => [key, expectType(text ?? '', ['string'], `${path}[${JSON.stringify(key)}]`)]),
  );
}

function expectList(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new InvalidObject(path, 'must be a list');
  }
  return value;
}

function expectType(value: unknown, types: readonly string[], path: string): unknown {
  if (!types.includes(typeof value)) {
    throw new InvalidObject(path, `must be a ${types.join(' or a ')}`);
  }
  return value;
}
