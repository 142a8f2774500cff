import { expect, it } from 'vitest';
import type { World } from './world.ts';

/** What a client may ask about its own rights. */
export function accessLaws(world: () => World): void {
  const review = <T>(kind: string, spec: object) =>
    world().api.post<T>(`/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`, {
      apiVersion: 'authorization.k8s.io/v1',
      kind,
      spec,
    });

  it('[CONTRACT-110] SelfSubjectAccessReview answers with its question and whether it is allowed', async () => {
    const resourceAttributes = { group: 'apps', resource: 'daemonsets', verb: 'patch', namespace: 'default' };
    expect(await review('SelfSubjectAccessReview', { resourceAttributes })).toMatchObject({
      status: 201,
      body: { kind: 'SelfSubjectAccessReview', spec: { resourceAttributes }, status: { allowed: true } },
    });
  });

  it('[CONTRACT-111] SelfSubjectAccessReview without attributes answers 422', async () => {
    expect(await review('SelfSubjectAccessReview', {})).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
  });

  it('[CONTRACT-112] SelfSubjectRulesReview lists what an administrator may do', async () => {
    const answer = await review<{ status: { resourceRules: unknown[]; incomplete: boolean } }>('SelfSubjectRulesReview', {
      namespace: 'default',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.status.resourceRules).toEqual(
      expect.arrayContaining([expect.objectContaining({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] })]),
    );
  });

  it('[CONTRACT-113] SelfSubjectReview names the user', async () => {
    const answer = await world().api.post<{ status: { userInfo: { username: string } } }>(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
    );
    expect(answer.status).toBe(201);
    expect(answer.body.status.userInfo.username).not.toBe('');
  });
}
