import { describe, expect, it, vi } from 'vitest';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { UserReviews } from './user-reviews.ts';

function reviews(options: { mayDo?: (question: AccessQuestion) => boolean; username?: string; fails?: Error } = {}) {
  const clock = { time: 0, now: () => clock.time };
  const state = { mayDo: options.mayDo ?? (() => true) };
  const reviewSelf = vi.fn(async () => {
    if (options.fails) throw options.fails;
    return { username: options.username ?? 'jane', groups: [] };
  });
  const reviewAccess = async (question: AccessQuestion) => ({ allowed: state.mayDo(question), reason: '' });
  const made = new UserReviews(clock, async (_token, question) => question({ reviewSelf, reviewAccess }));
  return { clock, state, reviewSelf, made };
}

describe('users with a token of their own', () => {
  it('[USER-1] are who the API server says, asked once in ten seconds however many ask', async () => {
    const { clock, reviewSelf, made } = reviews();
    expect(await Promise.all([made.check('t'), made.check('t')])).toEqual(['jane', 'jane']);
    clock.time = 9_999;
    await made.check('t');
    expect(reviewSelf).toHaveBeenCalledOnce();
    clock.time = 10_000;
    await made.check('t');
    expect(reviewSelf).toHaveBeenCalledTimes(2);
  });

  it('[USER-2] who lose a right are out within ten seconds', async () => {
    const { clock, state, made } = reviews();
    await made.check('t');
    state.mayDo = ({ resource }) => resource !== 'nodes';
    clock.time = 10_000;
    await expect(made.check('t')).rejects.toThrow(/^jane may not list nodes in the whole cluster; .* --namespace\.$/);
  });

  it.each(['daemonsets', 'controllerrevisions', 'pods', 'nodes', 'events'])(
    '[USER-3] who may not list %s are not let in: what the server has read is for nobody else',
    async (missing) => {
      const { made } = reviews({ mayDo: ({ resource }) => resource !== missing });
      await expect(made.check('t')).rejects.toMatchObject({ code: 'session.refused', field: 'token' });
    },
  );

  it('[USER-4] nobody is let in with a token that is not known, or that stands for nobody', async () => {
    const unknown = reviews({ fails: new KubernetesApiError('unauthorized', 'Unauthorized.') });
    await expect(unknown.made.check('t')).rejects.toThrow('does not accept this token');
    await expect(reviews({ username: 'system:anonymous' }).made.check('t')).rejects.toThrow('does not accept this token');
  });

  it('[USER-5] an API server that does not answer lets nobody in, and is asked again at once', async () => {
    const { reviewSelf, made } = reviews({ fails: new KubernetesApiError('unreachable', 'No route.') });
    await expect(made.check('t')).rejects.toMatchObject({ code: 'cluster.unreachable' });
    await expect(made.check('t')).rejects.toMatchObject({ code: 'cluster.unreachable' });
    expect(reviewSelf).toHaveBeenCalledTimes(2);
  });
});
