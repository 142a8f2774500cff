/** What is wrong with one field, in the API server's words. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/*
 * The constructors below give the texts of kubernetes/apimachinery pkg/util/validation/field/errors.go, v0.36.
 */

export function invalidValue(field: string, value: unknown, detail: string): FieldProblem {
  return { field, problem: `Invalid value: ${JSON.stringify(value)}: ${detail}` };
}

export function requiredValue(field: string, detail = ''): FieldProblem {
  return { field, problem: `Required value${detail === '' ? '' : `: ${detail}`}` };
}

export function forbiddenValue(field: string, detail: string): FieldProblem {
  return { field, problem: `Forbidden: ${detail}` };
}

export function duplicateValue(field: string, value: unknown, detail = ''): FieldProblem {
  return { field, problem: `Duplicate value: ${JSON.stringify(value)}${detail === '' ? '' : `: ${detail}`}` };
}

/** Takes the supported values in the order in which they shall stand. */
export function unsupportedValue(field: string, value: string, supported: readonly string[]): FieldProblem {
  const list = supported.map((text) => JSON.stringify(text)).join(', ');
  return { field, problem: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}` };
}
