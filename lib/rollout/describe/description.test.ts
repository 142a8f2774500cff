import { describe, expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { withoutSecrets } from '../object-manifest.ts';
import { describeDaemonSet } from './describe-daemon-set.ts';
import { ageText, eventsField } from './describe-events.ts';
import { describeNode } from './describe-node.ts';
import { describePod } from './describe-pod.ts';
import { type DescribedField, descriptionText, table } from './description.ts';

const NOW = Date.parse('2026-01-01T01:00:00Z');
const textOf = (fields: readonly DescribedField[]) => descriptionText(fields);

const POD = {
  metadata: {
    name: 'logger-x',
    namespace: 'kube-system',
    labels: { app: 'logger' },
    annotations: { note: 'one\ntwo' },
    deletionTimestamp: '2026-01-01T00:59:00Z',
    deletionGracePeriodSeconds: 30,
    finalizers: ['example.com/keep'],
    ownerReferences: [{ kind: 'DaemonSet', name: 'logger', uid: 'd', controller: true }],
  },
  spec: {
    nodeName: 'n1',
    serviceAccountName: 'logger',
    initContainers: [{ name: 'setup', image: 'busybox:1' }],
    containers: [
      {
        name: 'main',
        image: 'logger:2',
        args: ['--level=info'],
        env: [
          { name: 'LEVEL', value: 'debug' },
          { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
          { name: 'KEY', valueFrom: { secretKeyRef: { name: 'creds', key: 'token' } } },
        ],
        resources: { requests: { cpu: '100m' } },
        readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 10 },
        volumeMounts: [{ mountPath: '/var/log', name: 'logs', readOnly: true }],
      },
    ],
    tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    volumes: [{ name: 'logs', hostPath: { path: '/var/log', type: '' } }],
  },
  status: {
    phase: 'Running',
    hostIP: '10.0.0.1',
    podIPs: [{ ip: '10.1.0.1' }],
    conditions: [
      { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'containers with unready status: [main]' },
    ],
    containerStatuses: [
      {
        name: 'main',
        ready: false,
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      },
    ],
  },
};

describe('a Pod in words', () => {
  const said = textOf(describePod(withoutSecrets(POD).tree));

  it('[OBJECT-3] says what kubectl describe says, in its order', () => {
    const heads = said.split('\n').flatMap((line) => /^(\S[^:]*):/.exec(line)?.[1] ?? []);
    expect(heads).toEqual([
      'Name',
      'Namespace',
      'Service Account',
      'Node',
      'Labels',
      'Annotations',
      'Terminating since',
      'Finalizers',
      'Status',
      'IPs',
      'Controlled By',
      'Init Containers',
      'Containers',
      'Conditions',
      'Volumes',
      'Node-Selectors',
      'Tolerations',
    ]);
    expect(said).toMatch(/^Node: +n1\/10\.0\.0\.1$/m);
    expect(said).toMatch(/^Node-Selectors: +<none>$/m);
    expect(said).toMatch(/^Tolerations: +node\.kubernetes\.io\/not-ready:NoExecute op=Exists$/m);
    expect(said).toMatch(/^ {4}State: +Waiting\n +Reason: +CrashLoopBackOff$/m);
    expect(said).toMatch(/Readiness: +http-get HTTP :8080\/ready periodSeconds=10/);
    expect(said).toMatch(/logs: +hostPath, path \/var\/log$/m);
  });

  it('[OBJECT-1] names the environment and where its values come from, never the values', () => {
    expect(said).toMatch(/Environment: +LEVEL: •••\n +NODE: <field spec\.nodeName>\n +KEY: <secret creds\/token>/);
    expect(said).not.toContain('debug');
  });
});

it('[OBJECT-3] a Node in words has its Pods with what they ask for, or says why not', () => {
  const node = withoutSecrets(aNode('n1').withTaint('gpu', 'NoSchedule', 'yes').build()).tree;
  expect(textOf(describeNode(node, { pods: [], problem: null }, NOW))).toMatch(/^Taints: +gpu=yes:NoSchedule$/m);
  expect(textOf(describeNode(node, { pods: null, problem: 'ada may not list pods.' }, NOW))).toContain(
    '<unknown: ada may not list pods.>',
  );
});

it('[OBJECT-3] a DaemonSet in words has its counts and its template', () => {
  const daemonSet = {
    metadata: { name: 'logger', namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: { app: 'logger' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: { spec: { containers: [{ name: 'main', env: [{ name: 'A', value: 'c4nary' }] }] } },
    },
    status: { desiredNumberScheduled: 5 },
  };
  const said = textOf(describeDaemonSet(withoutSecrets(daemonSet).tree));
  expect(said).toMatch(/^Update Strategy: +RollingUpdate, maxUnavailable 10%$/m);
  expect(said).toMatch(/^Desired Number of Nodes Scheduled: +5$/m);
  expect(said).not.toContain('c4nary');
});

describe('the layout', () => {
  it('[OBJECT-4] columns are as wide as their widest cell, and a value of several lines stays in its column', () => {
    const rows = table('Events', ['Type', 'Reason'], [['Warning', 'BackOff']]);
    expect(textOf([{ name: 'A', values: ['one\ntwo'] }, { name: 'Longer', values: ['x'] }, rows])).toBe(
      'A:       one\n         two\nLonger:  x\nEvents:\n  Type     Reason\n  ----     ------\n  Warning  BackOff\n',
    );
  });

  it('[OBJECT-5] events are listed as kubectl lists them, the newest last, and a refusal is said in their place', () => {
    const event = { type: 'Warning', reason: 'BackOff', message: 'a\n b', source: 'kubelet' };
    const at = (lastAt: string) => ({ ...event, count: 3, firstAt: '2026-01-01T00:00:00Z', lastAt });
    const said = textOf([eventsField([at('2026-01-01T00:59:30Z'), at('2026-01-01T00:50:00Z')], null, NOW)]);
    expect(said.split('\n').slice(3, 5)).toEqual([
      '  Warning  BackOff  10m (x3 over 60m)  kubelet  a b',
      '  Warning  BackOff  30s (x3 over 60m)  kubelet  a b',
    ]);
    expect(textOf([eventsField([], 'ada may not list events.', NOW)])).toBe('Events:  <unknown: ada may not list events.>\n');
  });

  it('[OBJECT-6] ages are said as kubectl prints them', () => {
    const ages = [0, 119, 120, 192, 3_600 * 7 + 60, 3_600 * 47, 86_400 * 3 + 3_600 * 2, 86_400 * 900];
    const said = ages.map((seconds) => ageText(new Date(NOW - seconds * 1000).toISOString(), NOW));
    expect(said).toEqual(['0s', '119s', '2m', '3m12s', '7h1m', '47h', '3d2h', '2y170d']);
    expect([ageText('never', NOW), ageText('2026-01-01T01:00:05Z', NOW)]).toEqual(['<unknown>', '<invalid>']);
  });
});
