import { describe, expect, it } from 'vitest';
import { createFailure } from './create-failure.ts';
import { createFailures, createProblems } from './create-problems.ts';
import { problemStep } from './problem-step.ts';
import type { Problem } from './summary.ts';

const NOW = Date.parse('2026-01-01T01:00:00Z');
const forbidden = (text: string) => `Error creating: pods "logger-" is forbidden: ${text}`;

describe('Pods that were refused before they existed', () => {
  it('[CREATE-1] quota, admission, limits and missing objects have their own codes', () => {
    const cases: readonly (readonly [string, string, object])[] = [
      [
        forbidden(
          'exceeded quota: compute, requested: limits.cpu=1,pods=1, used: limits.cpu=4,pods=9, limited: limits.cpu=4,pods=9',
        ),
        'quota',
        {
          quota: 'compute',
          requested: 'limits.cpu=1, pods=1',
          used: 'limits.cpu=4, pods=9',
          limited: 'limits.cpu=4, pods=9',
        },
      ],
      [
        forbidden('failed quota: compute: must specify limits.cpu for: main; limits.memory for: main'),
        'quotaNeeds',
        { quota: 'compute', text: 'must specify limits.cpu for: main; limits.memory for: main' },
      ],
      [
        'Error creating: insufficient quota to match these scopes: [{PriorityClass In [system-node-critical]}]',
        'quotaScope',
        { text: 'insufficient quota to match these scopes: [{PriorityClass In [system-node-critical]}]' },
      ],
      [
        'Error creating: admission webhook "validate.kyverno.svc-fail" denied the request: \n\npolicy no-latest: tag is latest',
        'webhook',
        { webhook: 'validate.kyverno.svc-fail', text: '\n\npolicy no-latest: tag is latest' },
      ],
      [
        'Error creating: admission webhook "a.example" denied the request without explanation',
        'webhook',
        { webhook: 'a.example', text: 'without explanation' },
      ],
      [
        'Error creating: Internal error occurred: failed calling webhook "a.example": failed to call webhook: Post "https://a": EOF',
        'webhookSilent',
        { webhook: 'a.example', text: 'failed to call webhook: Post "https://a": EOF' },
      ],
      [
        forbidden("ValidatingAdmissionPolicy 'no-root' with binding 'all' denied request: runs as root"),
        'admissionPolicy',
        { policy: 'no-root', text: 'runs as root' },
      ],
      [
        forbidden('violates PodSecurity "restricted:latest": privileged (container "main" must not set it)'),
        'podSecurity',
        { level: 'restricted:latest', text: 'privileged (container "main" must not set it)' },
      ],
      [
        forbidden('unable to validate against any security context constraint: [spec.hostNetwork: Invalid value]'),
        'securityContext',
        { text: '[spec.hostNetwork: Invalid value]' },
      ],
      [
        forbidden(
          '[maximum memory usage per Container is 1Gi, but limit is 2Gi, maximum cpu usage per Pod is 1, but limit is 2]',
        ),
        'limitRange',
        { text: '[maximum memory usage per Container is 1Gi, but limit is 2Gi, maximum cpu usage per Pod is 1, but limit is 2]' },
      ],
      [
        forbidden('error looking up service account default/logger: serviceaccount "logger" not found'),
        'serviceAccount',
        { name: 'logger' },
      ],
      [forbidden('no PriorityClass with name top was found'), 'priorityClass', { name: 'top' }],
      [forbidden('pod rejected: RuntimeClass "gvisor" not found'), 'runtimeClass', { name: 'gvisor' }],
      [forbidden('pod node label selector conflicts with its namespace node label selector'), 'nodeSelectorConflict', {}],
      [forbidden('pod node label selector labels conflict with its namespace whitelist'), 'selectorWhitelist', {}],
      [
        'pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist',
        'tolerationsWhitelist',
        {},
      ],
      [forbidden('pod node label selector conflicts with its project node label selector'), 'nodeSelectorConflict', {}],
      [forbidden('unable to create new content in namespace a because it is being terminated'), 'namespaceEnding', {}],
      [
        'Error creating: Pod "logger-x" is invalid: spec.containers[0].image: Required value',
        'invalidPod',
        { text: 'spec.containers[0].image: Required value' },
      ],
    ];
    for (const [message, code, params] of cases) expect(createFailure(message)).toEqual({ code: `problem.${code}`, params });
  });

  it('[CREATE-2] words that are not known stay verbatim', () => {
    const text = 'pods "logger-" is forbidden: the moon \u202e is full';
    expect(createFailure(`Error creating: ${text}`)).toEqual({ code: 'problem.refused', params: { text } });
    expect(createFailure(`(combined from similar events): Error creating: ${text}`).params).toEqual({ text });
    expect(createFailure('')).toEqual({ code: 'problem.refused', params: { text: '' } });
  });
});

describe('events of the DaemonSet', () => {
  const event = (at: string, message: string, reason = 'FailedCreate') => ({
    reason,
    message,
    firstAt: `2026-01-01T00:${at}:00Z`,
    lastAt: `2026-01-01T00:${at}:30Z`,
  });
  const quota = (used: number) => forbidden(`exceeded quota: q, requested: pods=1, used: pods=${used}, limited: pods=9`);

  it('[CREATE-3] failures count after the last success and while the controller still tries, one for each cause', () => {
    const failures = createFailures(
      [
        event('10', quota(1)),
        event('50', 'Created pod: logger-x', 'SuccessfulCreate'),
        event('45', forbidden('no PriorityClass with name top was found')),
        event('52', quota(7)),
        event('57', quota(9)),
        event('55', 'Found failed daemon pod', 'FailedDaemonPod'),
      ],
      NOW,
    );
    expect(failures.map(({ cause, firstAt, message }) => [cause.code, firstAt, message])).toEqual([
      ['problem.quota', '2026-01-01T00:52:00Z', quota(9)],
    ]);
    expect(createFailures([event('10', quota(1))], NOW)).toEqual([]);
  });

  it('[CREATE-4] each cause takes the Nodes that lack their Pod, with its own step and command', () => {
    const missing: Problem = {
      cause: 'missing',
      state: 'missing',
      states: ['missing'],
      nodeCount: 3,
      nodes: ['a', 'b', 'c'],
      pod: null,
      message: null,
      title: { code: 'problem.missing', params: {} },
      step: { code: 'step.daemonSetEvents', params: {} },
      command: null,
      since: null,
      restarts: 0,
      slots: 2,
    };
    const failures = createFailures([event('57', quota(9)), event('58', forbidden('a b'))], NOW);
    const problems = createProblems(missing, failures, { namespace: 'default', name: 'logger' });
    expect(problems).toMatchObject([
      { title: { code: 'problem.refused' }, nodeCount: 3, message: null, since: '2026-01-01T00:58:00Z' },
      {
        title: { code: 'problem.quota' },
        nodes: ['a', 'b', 'c'],
        slots: 2,
        message: null,
        step: { code: 'step.quota', params: { quota: 'q' } },
        command: `kubectl patch quota --namespace=default --type=merge '--patch={"spec":{"hard":{"pods":"12"}}}' q`,
      },
    ]);
    const [hostile] = createProblems(
      missing,
      createFailures([event('57', forbidden('no PriorityClass with name $(rm) was found'))], NOW),
      {
        namespace: 'default',
        name: 'logger',
      },
    );
    expect(hostile?.command).toBe('kubectl get priorityclass');
  });

  it('[CREATE-5] a quota is raised to what is used and what every Node without a Pod asks for; else it is described', () => {
    const target = { namespace: 'default', name: 'logger', nodes: ['a'], nodeCount: 5_000, pods: [] };
    const raised = (requested: string, used: string) =>
      problemStep({ code: 'problem.quota', params: { quota: 'q', requested, used, limited: '' } }, target).command;
    expect(raised('requests.cpu=100m, requests.memory=64Mi', 'requests.cpu=2, requests.memory=1Gi')).toContain(
      '{"requests.cpu":"502","requests.memory":"321024Mi"}',
    );
    for (const odd of ['', 'pods', 'pods=many', 'pods=$(rm)', '"x"=1']) {
      expect(raised(odd, 'pods=1')).toBe('kubectl describe quota --namespace=default q');
    }
  });
});
