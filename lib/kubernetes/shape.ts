/** An object from outside that is not what it claims to be. `field` is the path of the first member that is wrong. */
export class InvalidObject extends Error {
  override readonly name = 'InvalidObject';
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.field = field;
    this.problem = problem;
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
  try {
    return prune(value, shape);
  } catch (cause) {
    throw within(path, cause);
  }
}

/** The value as an object with unknown members. Throws InvalidObject when it is none. */
export function expectObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidObject(path, value === undefined || value === null ? 'is missing' : 'must be an object');
  }
  return value as Record<string, unknown>;
}

// Fields are named on the way out of an error, since this runs for every object of a cluster and nearly never fails.
function prune(value: unknown, shape: Shape): unknown {
  if (shape === 'string' || shape === 'number' || shape === 'boolean') {
    return typeof value === shape ? value : refuseType(shape);
  }
  if (shape === 'scalar') {
    return typeof value === 'number' || typeof value === 'string' ? value : refuseType('number or a string');
  }
  if (shape === 'strings') {
    return pruneStrings(value, null);
  }
  if ('only' in shape) {
    return pruneStrings(value, shape.only);
  }
  return 'list' in shape ? pruneList(value, shape.list) : pruneMembers(value, shape);
}

function pruneMembers(value: unknown, shape: Extract<Shape, { members: unknown }>): unknown {
  const object = expectObject(value, '');
  const kept: Record<string, unknown> = {};
  for (const key in shape.members) {
    const member = Object.hasOwn(object, key) ? object[key] : undefined;
    if (member !== undefined && member !== null) {
      try {
        kept[key] = prune(member, shape.members[key] as Shape);
      } catch (cause) {
        throw within(key, cause);
      }
    } else if (shape.required?.includes(key)) {
      throw new InvalidObject(key, 'is missing');
    }
  }
  return kept;
}

function pruneList(value: unknown, shape: Shape): unknown {
  if (!Array.isArray(value)) {
    throw new InvalidObject('', 'must be a list');
  }
  return value.map((member, index) => {
    try {
      return prune(member, shape);
    } catch (cause) {
      throw within(`[${index}]`, cause);
    }
  });
}

function pruneStrings(value: unknown, only: readonly string[] | null): unknown {
  const object = expectObject(value, '');
  const kept: Record<string, string> = {};
  for (const key of Object.keys(object)) {
    if (only !== null && !only.includes(key)) {
      continue;
    }
    const text = object[key] ?? '';
    if (typeof text !== 'string') {
      throw new InvalidObject(`[${JSON.stringify(key)}]`, 'must be a string');
    }
    setOwn(kept, key, text);
  }
  return kept;
}

// Assigning would set the prototype where a label is called `__proto__`.
function setOwn(target: Record<string, string>, key: string, text: string): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value: text, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = text;
  }
}

function refuseType(wanted: string): never {
  throw new InvalidObject('', `must be a ${wanted}`);
}

function within(path: string, cause: unknown): unknown {
  if (!(cause instanceof InvalidObject) || path === '') return cause;
  const dot = cause.field === '' || cause.field.startsWith('[') ? '' : '.';
  return new InvalidObject(`${path}${dot}${cause.field}`, cause.problem);
}
