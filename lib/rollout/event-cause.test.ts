import { describe, expect, it } from 'vitest';
import { eventCause } from './event-cause.ts';
import { evidenceOf, needsEvidence } from './evidence.ts';
import type { Problem } from './summary.ts';

const warning = (reason: string, message: string) => ({ type: 'Warning', reason, message });

describe("what a Pod's events say", () => {
  it('[EVENT-1] probes, volumes and the sandbox have their own codes, with the words of the kubelet', () => {
    const cases: readonly (readonly [ReturnType<typeof warning>, string, object])[] = [
      [
        warning('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
        'readinessProbe',
        { text: 'HTTP probe failed with statuscode: 503' },
      ],
      [warning('Unhealthy', 'Liveness probe failed: dial tcp: refused'), 'livenessProbe', { text: 'dial tcp: refused' }],
      [
        warning('Unhealthy', 'Startup probe errored and resulted in unknown state: rpc error'),
        'startupProbeFails',
        { text: 'rpc error' },
      ],
      [
        { type: 'Normal', reason: 'Killing', message: 'Container main failed liveness probe, will be restarted' },
        'probeKills',
        { container: 'main', probe: 'liveness' },
      ],
      [
        warning('FailedMount', 'MountVolume.SetUp failed for volume "config" : configmap "rules" not found'),
        'mount',
        { volume: 'config', text: 'configmap "rules" not found' },
      ],
      [
        warning(
          'FailedMount',
          'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: timed out',
        ),
        'mount',
        {
          volume: 'data',
          text: 'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: timed out',
        },
      ],
      [
        warning('FailedAttachVolume', 'Multi-Attach error for volume "pvc-1"'),
        'attach',
        { text: 'Multi-Attach error for volume "pvc-1"' },
      ],
      [
        warning('FailedCreatePodSandBox', 'Failed to create pod sandbox: rpc error: plugin type="cilium-cni" failed'),
        'sandbox',
        { text: 'rpc error: plugin type="cilium-cni" failed' },
      ],
    ];
    for (const [event, code, params] of cases) {
      expect(eventCause(event)).toEqual({ code: `problem.${code}`, params });
      const combined = { ...event, message: `(combined from similar events): ${event.message}` };
      expect(eventCause(combined)).toEqual(eventCause(event));
    }
  });

  it('[EVENT-2] unknown warnings stay verbatim, what tells nothing is left out', () => {
    expect(eventCause(warning('MoonRose', 'a\u202eb'))).toEqual({
      code: 'problem.event',
      params: { reason: 'MoonRose', text: 'a\u202eb' },
    });
    expect(eventCause(warning('Unhealthy', 'odd'))).toEqual({
      code: 'problem.event',
      params: { reason: 'Unhealthy', text: 'odd' },
    });
    expect(eventCause(warning('BackOff', 'Back-off restarting failed container'))).toBeNull();
    expect(eventCause(warning('Failed', 'Error: ImagePullBackOff'))).toBeNull();
    expect(eventCause({ type: 'Normal', reason: 'Pulled', message: 'x' })).toBeNull();
    expect(eventCause({ type: 'Normal', reason: 'Killing', message: 'Stopping container main' })).toBeNull();
  });

  it('[EVENT-3] the newest telling event is the evidence; a probe that kills says more than one that fails', () => {
    const problem = (code: string, pod: string | null): Problem => ({
      cause: 'Running',
      state: 'starting',
      states: ['starting'],
      title: { code, params: {} },
      step: { code: 'step.probe', params: {} },
      command: null,
      since: null,
      restarts: 0,
      slots: 0,
      nodeCount: 1,
      nodes: ['a'],
      pod,
      message: null,
    });
    const problems = [problem('problem.notReady', 'x'), problem('problem.notReady', null), problem('problem.image', 'y')];
    const [asked, ...others] = needsEvidence(problems);
    expect(others).toEqual([]);
    const at = (minute: string) => ({ count: 3, lastAt: `2026-01-01T00:${minute}:00Z` });
    const events = [
      { ...warning('Unhealthy', 'Liveness probe failed: x'), ...at('03') },
      { type: 'Normal', reason: 'Killing', message: 'Container main failed liveness probe, will be restarted', ...at('02') },
      { ...warning('MoonRose', 'x'), ...at('04') },
    ];
    const evidence = asked === undefined ? null : evidenceOf(asked, events);
    expect(evidence).toEqual({
      title: { code: 'problem.notReady', params: {} },
      pod: 'x',
      cause: { code: 'problem.probeKills', params: { container: 'main', probe: 'liveness' } },
      ...at('02'),
    });
    expect(asked && evidenceOf(asked, [])).toBeNull();
    expect(needsEvidence(Array.from({ length: 9 }, () => problem('problem.crash', 'x')))).toHaveLength(5);
  });
});
