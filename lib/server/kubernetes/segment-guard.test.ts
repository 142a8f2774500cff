import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/simulator/clock.ts';
import { FIXED_HOSTILE_NAMES, hostileName } from '#lib/testing/hostile-names.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import type { ReadOperations } from './operations.ts';
import { createReadOperations } from './read-operations.ts';
import { collectionPath, objectPath } from './request-path.ts';
import { RESOURCE_TYPES } from './resource-type.ts';
import { labelSegment, nameSegment } from './segment-guard.ts';
import type { Transport } from './transport.ts';

function aRecorder() {
  const sent: string[] = [];
  const transport: Transport = {
    async open(request) {
      sent.push(request.path);
      throw new KubernetesApiError('unreachable', 'recorded');
    },
    refresh() {},
    close() {},
  };
  return { sent, operations: createReadOperations(transport, new ManualClock(0), new AbortController().signal) };
}

/** Every operation with a name in each place that takes one. */
const CALLS: Record<string, (operations: ReadOperations, name: string) => Promise<unknown>> = {
  getNode: (operations, name) => operations.getNode(name),
  'getPod name': (operations, name) => operations.getPod('kube-system', name),
  'getPod namespace': (operations, name) => operations.getPod(name, 'agent'),
  'getDaemonSet name': (operations, name) => operations.getDaemonSet('kube-system', name),
  'getDaemonSet namespace': (operations, name) => operations.getDaemonSet(name, 'agent'),
  'getControllerRevision name': (operations, name) => operations.getControllerRevision('kube-system', name),
  'getControllerRevision namespace': (operations, name) => operations.getControllerRevision(name, 'agent'),
  'getWholePod name': (operations, name) => operations.getWholePod('kube-system', name),
  'getWholePod namespace': (operations, name) => operations.getWholePod(name, 'agent'),
  getWholeNode: (operations, name) => operations.getWholeNode(name),
  getNamespace: (operations, name) => operations.getNamespace(name),
  listPodsOnNode: (operations, name) => operations.listPodsOnNode(name),
  'listPodsMatching namespace': (operations, name) => operations.listPodsMatching(name, 'app=a'),
  'listWholeControllerRevisions namespace': (operations, name) => operations.listWholeControllerRevisions(name, 'app=a'),
  'listServices namespace': (operations, name) => operations.listServices(name),
  'listEvents name': (operations, name) => operations.listEvents({ kind: 'Pod', namespace: 'kube-system', name }),
  'listEvents namespace': (operations, name) => operations.listEvents({ kind: 'Pod', namespace: name, name: 'agent' }),
  'listEvents uid': (operations, name) => operations.listEvents({ kind: 'Pod', namespace: 'a', name: 'agent', uid: `,${name}` }),
  'readPodLog name': (operations, name) => operations.readPodLog('kube-system', name),
  'readPodLog namespace': (operations, name) => operations.readPodLog(name, 'agent'),
  'readPodLog container': (operations, name) => operations.readPodLog('kube-system', 'agent', { container: name }),
};

describe('the guard of every path segment', () => {
  it.each(Object.entries(CALLS))('[GUARD-1] 500 hostile names given to %s: nothing leaves', async (_, call) => {
    const { sent, operations } = aRecorder();
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        await expect(call(operations, name)).rejects.toMatchObject({ name: 'KubernetesApiError', reason: 'invalid' });
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(sent).toEqual([]);
  });

  it('[GUARD-2] every fixed hostile name is refused as an object name and as a namespace', () => {
    for (const name of [...FIXED_HOSTILE_NAMES, null, undefined, 5, {}, ['a']]) {
      expect(() => nameSegment(name)).toThrow(KubernetesApiError);
      expect(() => labelSegment(name)).toThrow(KubernetesApiError);
    }
    expect(() => labelSegment('a.b')).toThrow(KubernetesApiError);
    expect(() => labelSegment('a'.repeat(64))).toThrow(KubernetesApiError);
  });

  it('[GUARD-3] legal names pass, those of JavaScript too, and what is refused is quoted short and escaped', () => {
    for (const name of ['constructor', 'tostring', 'a', '0', 'a.b-c', 'a'.repeat(253)]) expect(nameSegment(name)).toBe(name);
    expect(() => nameSegment('\u0007'.repeat(500))).toThrow(/^The name "(\\u0007){80}" must be 1 to 253 characters/);
  });

  it('[GUARD-4] no path that is built is changed by URL parsing', () => {
    const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const query = fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(name, name, query, (namespace, object, given) => {
        for (const path of [
          objectPath(RESOURCE_TYPES.pods, { namespace, name: object }, given),
          collectionPath(RESOURCE_TYPES.daemonsets, namespace, given),
        ]) {
          const url = new URL(path, 'https://kubernetes.test');
          expect(url.pathname + url.search).toBe(path);
          expect(url.hash).toBe('');
          expect(url.host).toBe('kubernetes.test');
        }
      }),
    );
  });

  it('[GUARD-5] a namespaced object needs its namespace, a cluster-wide one must have none', () => {
    expect(() => objectPath(RESOURCE_TYPES.pods, { name: 'a' })).toThrow('A Pod needs a namespace.');
    expect(() => objectPath(RESOURCE_TYPES.nodes, { namespace: 'a', name: 'a' })).toThrow('A Node has no namespace.');
  });

  it.each([0, -1, 1.5, 5_001, 1e9, Number.NaN, Number.POSITIVE_INFINITY])(
    '[GUARD-6] %d tail lines are refused',
    async (tailLines) => {
      const { sent, operations } = aRecorder();
      await expect(operations.readPodLog('a', 'b', { tailLines })).rejects.toMatchObject({ reason: 'invalid' });
      expect(sent).toEqual([]);
    },
  );
});
