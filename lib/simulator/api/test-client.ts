import { once } from 'node:events';
import * as http from 'node:http';
import { createInterface } from 'node:readline';

/** The members of answers that tests read; which are present depends on the request. */
export interface TestBody {
  readonly metadata: { readonly name: string; readonly continue?: string; readonly resourceVersion?: string };
  readonly items?: readonly TestBody[];
  readonly rows?: readonly { readonly cells: readonly unknown[] }[];
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly status?: unknown;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The parsed text; an empty object when it is no JSON. */
  readonly body: TestBody;
}

interface TestRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly text?: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function open(url: string, path: string, options: TestRequest): Promise<http.IncomingMessage> {
  const text = options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const outgoing = http.request(new URL(path, url), {
    method: options.method ?? 'GET',
    headers: {
      accept: options.accept ?? 'application/json',
      'content-type': options.contentType ?? 'application/json',
      ...options.headers,
    },
    agent: false,
  });
  outgoing.end(text);
  return once(outgoing, 'response').then(([response]) => response as http.IncomingMessage);
}

/** Sends one request to a server under test and reads the whole answer. */
export async function request(url: string, path: string, options: TestRequest = {}): Promise<TestAnswer> {
  const response = await open(url, path, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const isJson = text.startsWith('{');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as TestBody,
  };
}

/** Opens a watch; `next` gives its lines one by one, undefined at its end. */
export async function openTestWatch(url: string, path: string) {
  const response = await open(url, path, {});
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  const next = async (): Promise<{ type: string; object: TestBody } | undefined> => {
    const line = await lines.next();
    return line.done ? undefined : JSON.parse(line.value);
  };
  // A cut connection is an error to the reader; to a test it is an end.
  const closed = new Promise<void>((resolve) => {
    response.on('error', () => resolve());
    response.on('close', () => resolve());
  });
  return { next, closed };
}

/** The cells of a Table. */
export const rows = (table: TestBody): readonly (readonly unknown[])[] => (table.rows ?? []).map(({ cells }) => cells);
