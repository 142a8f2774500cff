import { ACT_NAMES, type ActAccess, type ActAnswer, type ActPlan, type ActRequest } from '#lib/feed/act.ts';
import type { WaveAnswer } from '#lib/feed/wave.ts';

type Body = Record<string, unknown>;

/** Answers the requests of acts as the server would, and keeps what was asked. */
export interface ActsServer {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Bodies of POST …/acts that change something. */
  readonly sent: ActRequest[];
  readonly dryRuns: ActRequest[];
  readonly waveCommands: Body[];
  access: ActAccess;
  /** What each further request to POST …/acts is answered with; a Response stands for a refusal. */
  answer: (request: ActRequest) => ActAnswer | Response | Promise<ActAnswer | Response>;
  wave: (command: Body | null) => WaveAnswer | Response;
  accessAsked: number;
}

/** A server that allows everything and whose plans concern `plan`. */
export function actsServer(plan: Partial<ActPlan> = {}): ActsServer {
  const server: ActsServer = {
    sent: [],
    dryRuns: [],
    waveCommands: [],
    accessAsked: 0,
    access: accessTo(ACT_NAMES),
    answer: (request) => answerTo(request, plan),
    wave: () => ({ wave: null, kubectl: '' }),
    fetch: async (path, init) => {
      const body = init?.body === undefined ? null : (JSON.parse(String(init.body)) as Body);
      if (path === '/api/session') return Response.json({ csrf: null });
      if (path.endsWith('/access')) {
        server.accessAsked++;
        return Response.json(server.access);
      }
      if (path.endsWith('/wave')) {
        if (init?.method !== undefined) server.waveCommands.push(body ?? { command: init.method });
        return toResponse(server.wave(body));
      }
      const request = body as unknown as ActRequest;
      (request.dryRun ? server.dryRuns : server.sent).push(request);
      return toResponse(await server.answer(request));
    },
  };
  return server;
}

/** A refusal as the server words it. */
export function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** Rights to these acts and to waves; every other lacks `patch daemonsets.apps` in kube-system. */
export function accessTo(allowed: readonly string[], readOnly: ActAccess['readOnly'] = null): ActAccess {
  const missing = [{ verb: 'patch', resource: 'daemonsets.apps', namespace: 'kube-system' }];
  const right = (act: string) => (allowed.includes(act) ? { allowed: true, missing: [] } : { allowed: false, missing });
  return {
    username: 'jane',
    groups: ['system:authenticated'],
    readOnly,
    acts: Object.fromEntries<ReturnType<typeof right>>(
      [...ACT_NAMES, 'wave'].map((act) => [act, right(act === 'wave' ? 'deleteStale' : act)]),
    ) as unknown as ActAccess['acts'],
    waves: { delete: right('deleteStale'), eviction: right('evictPod') },
  };
}

/** A plan over the Pods `fluentd-0` … on `node-0` …, and its results. */
export function answerTo(request: ActRequest, plan: Partial<ActPlan> = {}): ActAnswer {
  const objects = plan.objects ?? [pod(0), pod(1)];
  const outcome = request.dryRun ? ('wouldDo' as const) : ('done' as const);
  return {
    act: request.act,
    dryRun: request.dryRun === true,
    kubectl: 'kubectl delete pod fluentd-0 fluentd-1',
    plan: {
      objects,
      objectCount: objects.length,
      nodes: objects.flatMap(({ node }) => node ?? []),
      nodeCount: objects.length,
      effects: [],
      warnings: [],
      confirmation: null,
      fingerprint: 'print-1',
      ...plan,
    },
    results: objects.map(({ kind, name, uid }) => ({ kind, name, uid, outcome, message: '' })),
  };
}

/** One Pod of a plan. */
export function pod(index: number) {
  return {
    kind: 'Pod' as const,
    namespace: 'kube-system',
    name: `fluentd-${index}`,
    uid: `pod-uid-${index}`,
    node: `node-${index}`,
  };
}

function toResponse(answer: object): Response {
  return answer instanceof Response ? answer.clone() : Response.json(answer);
}
