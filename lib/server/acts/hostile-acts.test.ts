import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { aFakeActCluster, uuid } from '#lib/testing/acts/fake-act-cluster.ts';
import { hostileName } from '#lib/testing/hostile-names.ts';

const NAMESPACED = hostileName.filter((name) => name !== '');
/** A hostile text in each place of a body that takes a name. */
const BODIES: Readonly<Record<string, (name: string) => object>> = {
  'deleteStale nodes': (name) => ({ act: 'deleteStale', nodes: [name] }),
  'deletePod name': (name) => ({ act: 'deletePod', pod: { name, uid: uuid(1) } }),
  'deletePod uid': (name) => ({ act: 'deletePod', pod: { name: 'p0', uid: name } }),
  'deletePod names': (name) => ({ act: 'deletePod', pods: [{ name, uid: uuid(1) }] }),
  'evictPod name': (name) => ({ act: 'evictPod', pod: { name, uid: uuid(1) } }),
  'evictPod namespace': (namespace) => ({ act: 'evictPod', pod: { name: 'p0', uid: uuid(1), namespace } }),
  'cordon node': (node) => ({ act: 'cordon', node, nodeUid: uuid(1) }),
  'deleteNode node': (node) => ({ act: 'deleteNode', node, nodeUid: uuid(1), confirm: node }),
  'deleteNode uid': (nodeUid) => ({ act: 'deleteNode', node: 'n0', nodeUid, confirm: 'n0' }),
  'deleteDaemonSet uid': (uid) => ({ act: 'deleteDaemonSet', propagation: 'Background', confirm: 'logger', uid }),
  'clearProjectNodeSelector annotation': (annotation) => ({ act: 'clearProjectNodeSelector', annotation }),
};

vi.setConfig({ testTimeout: 60_000 }); // Hundreds of texts for each, on machines that are shared.

describe('hostile acts', () => {
  it.each(Object.entries(BODIES))('[DOACT-30] 500 hostile texts as %s: 400 each, and nothing leaves', async (_, bodyOf) => {
    const { post, operations, writes } = aFakeActCluster();
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        const { status, body } = await post(bodyOf(name));
        expect([status, body.error?.code]).toEqual([400, 'body.invalid']);
      }),
      { numRuns: 500, seed: 23 },
    );
    for (const operation of [...Object.values(operations), ...Object.values(writes)]) expect(operation).not.toHaveBeenCalled();
  });

  it('[DOACT-31] 500 hostile names in the path: 400 each, and nothing leaves', async () => {
    const { postTo, operations, writes } = aFakeActCluster();
    await fc.assert(
      fc.asyncProperty(NAMESPACED, fc.constantFrom('cluster', 'namespace', 'name'), async (text, part) => {
        const { status, body } = await postTo({ [part]: text }, { act: 'restart', uid: uuid(0) });
        expect([status, body.error?.code]).toEqual([400, 'name.invalid']);
      }),
      { numRuns: 500, seed: 29 },
    );
    for (const operation of [...Object.values(operations), ...Object.values(writes)]) expect(operation).not.toHaveBeenCalled();
  });

  it.each([
    ['{"act":"restart","act":"deleteDaemonSet"}', 400],
    ['{"act":"restart","__proto__":{"dryRun":true}}', 400],
    ['{"act":"restart","constructor":{"prototype":{}}}', 400],
    ['[', 400],
    ['null', 400],
    ['"restart"', 400],
    ['', 400],
    [`{"act":"restart","plan":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 413],
    [`{"act":"restart","plan":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 400],
    [`{"act":"restart","plan":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 400],
    [`{"act":"restart","plan":"${'x'.repeat(65 * 1024)}"}`, 413],
  ])('[DOACT-32] a body like %.60s is refused with %d', async (text, status) => {
    const { postText, operations } = aFakeActCluster();
    expect((await postText(text)).status).toBe(status);
    expect(operations.reviewAccess).not.toHaveBeenCalled();
    expect(({} as { dryRun?: boolean }).dryRun).toBeUndefined();
  });
});
