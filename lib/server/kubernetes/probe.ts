import 'server-only';
import { isRecord } from './answer-error.ts';
import type { Clock } from './clock.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import { createPause } from './pause.ts';
import { readJsonAnswer } from './read-answer.ts';
import { VERSION_PATH } from './request-path.ts';
import type { Transport } from './transport.ts';

export const PROBE_EVERY_MS = 5_000;
const PROBE_WITHIN_MS = 3_000;
const PROBE_EVERY_WHILE_DOWN_MS = 2_000;

export interface ProbeAnswer {
  /** Absent when the server answered but would not tell. */
  readonly version?: string;
  readonly dateMs?: number;
}

export interface ProbeOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The server answered on a path that may be trusted. */
  readonly onAlive: (answer: ProbeAnswer) => void;
  /** The kept connection died while the server answers on a new one: what shared its path is suspect. */
  readonly onPathLost: () => void;
  readonly onDown: (problem: KubernetesApiError) => void;
}

export interface Probe {
  start(): void;
  stop(): Promise<void>;
}

/**
 * One cheap question per cluster every 5 s, because an idle watch proves nothing: API servers send bookmarks only
 * about once a minute. Any answer but a gateway's 5xx is a sign of life, a refusal too.
 */
export function createProbe(options: ProbeOptions): Probe {
  const ended = new AbortController();
  const pause = createPause(options.clock, ended.signal);
  let running: Promise<void> | undefined;

  async function ask(): Promise<ProbeAnswer | KubernetesApiError> {
    const request = { method: 'GET', path: VERSION_PATH, lane: 'probe', signal: ended.signal } as const;
    try {
      const answer = await readJsonAnswer(options.transport, options.clock, request, {
        withinMs: PROBE_WITHIN_MS,
        maxBytes: 64 * 1024,
      });
      return toProbeAnswer(answer.object, answer.response.headers.date);
    } catch (thrown) {
      const error = toKubernetesApiError(thrown);
      return provesLife(error) ? {} : error;
    }
  }

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      let answer = await ask();
      if (answer instanceof KubernetesApiError && !ended.signal.aborted) {
        options.transport.refresh('probe');
        const second = await ask();
        if (!(second instanceof KubernetesApiError)) options.onPathLost();
        answer = second;
      }
      if (ended.signal.aborted) return;
      const down = answer instanceof KubernetesApiError;
      if (answer instanceof KubernetesApiError) options.onDown(answer);
      else options.onAlive(answer);
      await pause.wait(down ? PROBE_EVERY_WHILE_DOWN_MS : PROBE_EVERY_MS, { mayHurry: false });
    }
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      ended.abort();
      await running;
    },
  };
}

/** Refusals come from the API server itself; an unreadable credential is ours and says nothing about it. */
function provesLife(error: KubernetesApiError): boolean {
  return error.status !== undefined && (error.status < 502 || error.status > 504) && error.reason !== 'redirect';
}

function toProbeAnswer(object: Record<string, unknown>, date: string | undefined): ProbeAnswer {
  if (!isRecord(object) || typeof object.gitVersion !== 'string')
    throw new KubernetesApiError('malformed', 'The answer to /version is not that of an API server.');
  const dateMs = date === undefined ? Number.NaN : Date.parse(date);
  return { version: object.gitVersion.slice(0, 60), ...(Number.isNaN(dateMs) ? {} : { dateMs }) };
}
