/**
 * A sentence that the model makes: a code and its parameters, worded when it reaches the page.
 * `code` is a key below `model` in lib/messages/*.json; parameters are names, API words and numbers,
 * never worded text. Text that came from the cluster stays verbatim in a parameter.
 */
export interface Message {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Makes a Message; `params` defaults to none. */
export function message(code: string, params: Readonly<Record<string, string | number>> = {}): Message {
  return { code, params };
}
