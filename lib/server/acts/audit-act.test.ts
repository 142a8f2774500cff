import { afterEach, expect, it, vi } from 'vitest';
import { AccessControl } from '#lib/server/access/access-control.ts';
import { installAccess, issueTicket, runningAccess, TICKET_HEADER } from '#lib/server/access/running-access.ts';
import { actsAnswer } from '#lib/server/http/acts-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { aFakeActCluster, uuid } from '#lib/testing/acts/fake-act-cluster.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';

const { lines } = vi.hoisted(() => ({ lines: [] as object[] }));
vi.mock('#lib/server/engine/log.ts', () => {
  const note = (fields: object) => lines.push(fields);
  return { log: { info: note, warn: note, error: note, debug: note } };
});

const CANARY = 'canary-5b1e0c';
const KEY = Symbol.for('rollcall.access.v1');
const route = answer<DaemonSetParams>(async (request, params) => jsonResponse(await actsAnswer(request, params)));
const PARAMS = Promise.resolve({ cluster: 'main', namespace: 'default', name: 'logger' });

afterEach(() => {
  lines.length = 0;
  Reflect.deleteProperty(globalThis, KEY);
});

/** Somebody who has signed in with a token that must be seen nowhere, and acts. */
async function actSignedIn(body: object) {
  const options = { mode: 'token', fixedToken: `${CANARY}-token-of-thirty-two-characters`, proxySecret: undefined } as const;
  const reviewUser = async () => 'nobody';
  installAccess(new AccessControl({ ...options, port: 7655, secure: false, now: () => Date.now(), reviewUser }));
  const access = runningAccess() ?? expect.fail('it is installed');
  const { cookie, session } = await access.signIn(options.fixedToken);
  const { ticket } = issueTicket({ caller: session.caller, session, csrf: session.csrf });
  const headers = { 'content-type': 'application/json', cookie, [TICKET_HEADER]: ticket };
  const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body: JSON.stringify(body) });
  const { status } = await route(request, { params: PARAMS });
  return { status, session, secrets: [cookie.split(/[=;]/)[1] ?? '', session.csrf, ticket, CANARY] };
}

it('[AUDITLINE-1] a line for each object says who in which session did what to which uid and resourceVersion, and how it ended', async () => {
  const { pods, writes } = aFakeActCluster({ nodes: 3 });
  pods.delete('p1');
  writes.deletePod.mockImplementation(async (_namespace, name) => {
    if (name === 'p2') throw new KubernetesApiError('conflict', 'The API server answered 409.', { status: 409 });
  });
  const { status, session } = await actSignedIn({ act: 'deleteStale', uid: uuid(0), requestId: uuid(7) });
  expect(status).toBe(200);
  expect(session.label).toMatch(/^[0-9a-f]{8}$/);
  const by = { audit: 'deleteStale', who: 'ada', caller: session.caller.name, session: session.label, requestId: uuid(7) };
  const where = { cluster: 'main', namespace: 'default', daemonSet: 'logger', kind: 'Pod' };
  expect(lines.filter((line) => 'audit' in line)).toEqual([
    { ...by, ...where, name: 'p0', uid: uuid(100), resourceVersion: '1', outcome: 'done' },
    { ...by, ...where, name: 'p1', uid: uuid(101), resourceVersion: null, outcome: 'alreadyDone' },
    { ...by, ...where, name: 'p2', uid: uuid(102), resourceVersion: null, outcome: 'refused' },
  ]);
});

it('[AUDITLINE-2] no line holds a token, a session, what a change must carry, or a value of the template, whatever goes wrong', async () => {
  const secret = [{ name: 'PASSWORD', value: CANARY }];
  const template = aDaemonSet()
    .onDelete()
    .withMeta({ uid: uuid(0), annotations: { note: CANARY, 'kubectl.kubernetes.io/last-applied-configuration': CANARY } })
    .build();
  const { spec } = template;
  const [container] = spec.template.spec.containers;
  const withSecret = {
    ...spec.template.spec,
    containers: [{ ...container, env: secret }],
  } as unknown as typeof spec.template.spec;
  const daemonSet = { ...template, spec: { ...spec, template: { ...spec.template, spec: withSecret } } };
  const reasons = ['forbidden', 'conflict', 'timeout', 'unreachable', 'rejected', 'malformed', 'tooManyRequests'] as const;
  for (const reason of reasons) {
    const { writes } = aFakeActCluster({ nodes: 2, daemonSet });
    writes.deletePod.mockRejectedValue(
      new KubernetesApiError(reason, `The API server answered: Bearer ${CANARY}`, { retryAfterMs: 1 }),
    );
    writes.createEvent.mockRejectedValue(new KubernetesApiError('rejected', 'No.'));
    const { secrets } = await actSignedIn({ act: 'deleteStale', uid: uuid(0) });
    const text = JSON.stringify(lines);
    expect(text).toContain('deleteStale');
    for (const canary of secrets) expect(canary.length > 5 && text.includes(canary)).toBe(false);
    lines.length = 0;
  }
});
