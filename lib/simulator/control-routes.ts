import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './cluster-api.ts';
import { SCENARIOS } from './scenarios/catalogue.ts';
import { ACTIONS, type Action, type Director } from './scenarios/director.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface ControlOptions {
  readonly director: Director;
  readonly scenario: Scenario;
  readonly seed: number;
  /** How many Nodes the cluster has now. */
  readonly nodes: () => number;
}

const BODY_LIMIT = 4096;
const ALLOWED = ACTIONS.map((action) => `"${action}"`).join(', ');

/** What `GET /simulator/state` answers. */
export function simulatorState({ director, scenario, seed, nodes }: ControlOptions): object {
  return {
    scenario: scenario.name,
    description: scenario.description,
    scenarios: SCENARIOS.map(({ name, description }) => ({ name, description })),
    seed,
    nodes: nodes(),
    ...director.state(),
  };
}

/** Carries out the body of `POST /simulator/control`. Throws ApiError 400 for a bad one, 409 when it cannot be done now. */
export function control(options: ControlOptions, body: unknown): object {
  const action = typeof body === 'object' && body !== null && 'action' in body ? body.action : undefined;
  if (!isAction(action)) throw new ApiError(400, 'BadRequest', `The body's field "action" must be one of ${ALLOWED}.`);
  options.director.act(action);
  return simulatorState(options);
}

/** Handler of `GET /simulator/state`. */
export function stateHandler(options: ControlOptions) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    if (message.method === 'GET' || message.method === 'HEAD') send(response, 200, simulatorState(options));
    else refuse(response, new ApiError(405, 'MethodNotAllowed', 'Only GET is allowed here.'));
  };
}

/** Handler of `POST /simulator/control`. */
export function controlHandler(options: ControlOptions) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (message.method !== 'POST') throw new ApiError(405, 'MethodNotAllowed', 'Only POST is allowed here.');
      send(response, 200, control(options, await readJson(message)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(response, error);
    }
  };
}

function isAction(value: unknown): value is Action {
  return ACTIONS.some((action) => action === value);
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/.test(message.headers['content-type'] ?? ''))
    throw new ApiError(415, 'UnsupportedMediaType', 'The header Content-Type must be application/json.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ApiError(413, 'RequestEntityTooLarge', `The body must be at most ${BODY_LIMIT} bytes long.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ApiError(400, 'BadRequest', `The body must be JSON with the field "action", one of ${ALLOWED}.`);
  }
}

function refuse(response: ServerResponse, error: ApiError): void {
  send(response, error.code, { error: { code: error.reason, message: error.message } });
}

function send(response: ServerResponse, code: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(code, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
