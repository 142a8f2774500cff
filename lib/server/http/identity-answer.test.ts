import { describe, expect, it } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { aSyncedEngine } from '#lib/testing/engine-rig.ts';
import { identityAnswer } from './identity-answer.ts';

function ask(mayDo: (question: AccessQuestion) => boolean) {
  const { engine, hub } = aSyncedEngine();
  replaceRunningEngine(engine);
  Object.assign(hub.connection.operations, {
    reviewSelf: async () => ({ username: 'jane', groups: ['viewers'] }),
    reviewAccess: async (question: AccessQuestion) => ({ allowed: mayDo(question), reason: '' }),
  });
  return identityAnswer(new Request('http://127.0.0.1/api/c/main/identity'), { cluster: 'main' });
}

describe('GET …/identity', () => {
  it('[IDENTITY-1] who may only read has the first tiers, and is told each right that the others take', async () => {
    const answered = await ask(({ verb }) => ['get', 'list', 'watch'].includes(verb));
    expect(answered).toMatchObject({ username: 'jane', groups: ['viewers'], whose: 'server', readOnly: null });
    expect(answered.tiers.map(({ tier, held }) => [tier, held])).toEqual([
      ['view', true],
      ['logs', true],
      ['roller', false],
      ['operator', false],
      ['breaker', false],
    ]);
    expect(answered.tiers[3]?.missing).toEqual([{ verb: 'patch', group: 'apps', resource: 'daemonsets', scope: 'namespace' }]);
  });

  it('[IDENTITY-2] a subresource is asked for as one', async () => {
    const asked: AccessQuestion[] = [];
    await ask((question) => asked.push(question) > 0);
    expect(asked).toContainEqual({ verb: 'get', group: '', resource: 'pods', subresource: 'log' });
    expect(asked).toContainEqual({ verb: 'create', group: '', resource: 'pods', subresource: 'eviction' });
  });
});
