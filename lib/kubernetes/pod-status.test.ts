import { describe, expect, it } from 'vitest';
import type { Container, ContainerStatus, Pod } from './pod.ts';
import { podStatusColumns } from './pod-status.ts';

const container: Container = { name: 'main' };

function status(parts: Partial<ContainerStatus>): ContainerStatus {
  return { name: 'main', ready: false, restartCount: 0, ...parts };
}

interface Parts {
  readonly deleting?: boolean;
  readonly containers?: Container[];
  readonly initContainers?: Container[];
  readonly status?: Pod['status'];
}

function columns({ deleting = false, containers = [container], initContainers, status: podStatus }: Parts): readonly unknown[] {
  const pod: Pod = {
    metadata: {
      name: 'p',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(deleting ? { deletionTimestamp: '2026-01-01T00:00:30Z' } : {}),
    },
    spec: { containers, ...(initContainers === undefined ? {} : { initContainers }) },
    status: podStatus ?? { phase: 'Running' },
  };
  const { status: word, ready, restarts } = podStatusColumns(pod);
  return [word, ready, restarts];
}

describe('containers', () => {
  it("[POD-6] phase, then the Pod's reason, then a scheduling gate", () => {
    expect(columns({ status: { phase: 'Pending' } })).toEqual(['Pending', '0/1', 0]);
    expect(columns({ status: { phase: 'Failed', reason: 'Evicted' } })).toEqual(['Evicted', '0/1', 0]);
    const gated = [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] as const;
    expect(columns({ status: { phase: 'Pending', conditions: [...gated] } })).toEqual(['SchedulingGated', '0/1', 0]);
  });

  it("[POD-6] the first container's word wins", () => {
    const statuses = [
      status({ state: { waiting: { reason: 'CrashLoopBackOff' } }, restartCount: 4 }),
      status({ name: 'side', state: { terminated: { exitCode: 3 } }, restartCount: 1 }),
    ];
    expect(
      columns({ containers: [container, { name: 'side' }], status: { phase: 'Running', containerStatuses: statuses } }),
    ).toEqual(['CrashLoopBackOff', '0/2', 5]);
  });

  it('[POD-6] an ended container gives its reason, signal or exit code', () => {
    const ended = (terminated: NonNullable<ContainerStatus['state']>['terminated']): unknown =>
      columns({ status: { phase: 'Failed', containerStatuses: [status({ state: { terminated } })] } })[0];
    expect(ended({ exitCode: 137, reason: 'OOMKilled' })).toBe('OOMKilled');
    expect(ended({ exitCode: 137, signal: 9 })).toBe('Signal:9');
    expect(ended({ exitCode: 2 })).toBe('ExitCode:2');
  });

  it('[POD-6] Completed beside a running container is Running, NotReady or the error of a third', () => {
    const done = status({ state: { terminated: { exitCode: 0, reason: 'Completed' } } });
    const up = status({ name: 'up', ready: true, state: { running: {} } });
    const broken = status({ name: 'broken', state: { terminated: { exitCode: 1, reason: 'Error' } } });
    const word = (statuses: ContainerStatus[], ready: boolean): unknown =>
      columns({
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
          containerStatuses: statuses,
        },
      })[0];
    expect(word([done, up], true)).toBe('Running');
    expect(word([done, up], false)).toBe('NotReady');
    expect(word([done, broken, up], false)).toBe('Error');
    expect(word([done], false)).toBe('Completed');
  });

  it('[POD-6] a deleted Pod is Terminating unless it has ended, and Unknown when its Node is lost', () => {
    expect(columns({ deleting: true })[0]).toBe('Terminating');
    expect(columns({ deleting: true, status: { phase: 'Failed', reason: 'Evicted' } })[0]).toBe('Evicted');
    expect(columns({ deleting: true, status: { phase: 'Running', reason: 'NodeLost' } })[0]).toBe('Unknown');
  });
});

describe('init containers', () => {
  const init = (statuses: ContainerStatus[], initContainers: Container[] = [{ name: 'a' }, { name: 'b' }]): readonly unknown[] =>
    columns({ initContainers, status: { phase: 'Pending', initContainerStatuses: statuses } });
  const done = status({ name: 'a', restartCount: 2, state: { terminated: { exitCode: 0, reason: 'Completed' } } });

  it('[POD-6] the first that is not finished names the status', () => {
    expect(init([status({ name: 'a', state: { running: {} } })])).toEqual(['Init:0/2', '0/1', 0]);
    expect(init([done, status({ name: 'b', state: { waiting: { reason: 'PodInitializing' } } })])).toEqual([
      'Init:1/2',
      '0/1',
      2,
    ]);
    expect(init([done, status({ name: 'b', restartCount: 1, state: { waiting: { reason: 'ImagePullBackOff' } } })])).toEqual([
      'Init:ImagePullBackOff',
      '0/1',
      3,
    ]);
    expect(init([status({ name: 'a', state: { terminated: { exitCode: 1, reason: 'Error' } } })])[0]).toBe('Init:Error');
    expect(init([status({ name: 'a', state: { terminated: { exitCode: 1 } } })])[0]).toBe('Init:ExitCode:1');
    expect(init([status({ name: 'a', state: { terminated: { exitCode: 1, signal: 6 } } })])[0]).toBe('Init:Signal:6');
  });

  it('[POD-6] a sidecar counts in READY and RESTARTS, other init containers no longer do once they are over', () => {
    const sidecar: Container = { name: 'a', restartPolicy: 'Always' };
    const started = status({ name: 'a', ready: true, started: true, restartCount: 3, state: { running: {} } });
    const over = status({ name: 'b', restartCount: 5, state: { terminated: { exitCode: 0 } } });
    const main = status({ ready: true, restartCount: 1, state: { running: {} } });
    expect(
      columns({
        initContainers: [sidecar, { name: 'b' }],
        status: { phase: 'Running', initContainerStatuses: [started, over], containerStatuses: [main] },
      }),
    ).toEqual(['Running', '2/2', 4]);
  });
});
