import { ApiError } from '../cluster-api.ts';
import { type AccessQuestion, USER_GROUPS, USER_NAME } from './access-rules.ts';
import { badRequest, invalidValue } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { isJsonObject, type JsonObject, objectOr, stringOr, valueAt } from './json.ts';
import { parseBody } from './media-types.ts';
import { jsonReply, type Reply } from './reply.ts';
import { RESOURCE_VERBS, type ReviewResource, SERVED_RESOURCES } from './served-resources.ts';

/** POST of SelfSubjectAccessReview, SelfSubjectRulesReview or SelfSubjectReview. Throws ApiError 400. */
export async function postReview(services: ApiServices, request: ApiRequest, review: ReviewResource): Promise<Reply> {
  const body = parseBody(await request.body(), request.contentType);
  if (!isJsonObject(body)) throw badRequest(`the object provided is unrecognized (must be of type ${review.kind})`);
  if (review.kind === 'SelfSubjectAccessReview') checkAttributes(body);
  const status = STATUS[review.kind]?.(services, body) ?? {};
  return jsonReply(201, {
    kind: review.kind,
    apiVersion: `${review.group}/v1`,
    metadata: { creationTimestamp: null },
    ...(review.kind === 'SelfSubjectReview' ? {} : { spec: objectOr(body.spec) }),
    status,
  });
}

const STATUS: Record<string, (services: ApiServices, body: JsonObject) => JsonObject> = {
  SelfSubjectReview: () => ({ userInfo: { username: USER_NAME, groups: USER_GROUPS } }),
  SelfSubjectAccessReview: (services, body) => {
    const allowed = services.access.isAllowed(question(body));
    return { allowed, ...(allowed ? {} : { reason: 'denied by the simulated cluster' }) };
  },
  SelfSubjectRulesReview: (services, body) => rules(services, stringOr(valueAt(body.spec, 'namespace'))),
};

/** Mirrors kubernetes/kubernetes pkg/apis/authorization/validation/validation.go, v1.36. */
function checkAttributes(body: JsonObject): void {
  const given = ['resourceAttributes', 'nonResourceAttributes'].filter((member) => valueAt(body.spec, member) !== undefined);
  if (given.length === 1) return;
  const [value, text] =
    given.length === 0
      ? [null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified']
      : [objectOr(body.spec), 'cannot be specified in combination with resourceAttributes'];
  const cause = invalidValue(given.length === 0 ? 'spec.resourceAttributes' : 'spec.nonResourceAttributes', value, text);
  throw new ApiError(
    422,
    'Invalid',
    `SelfSubjectAccessReview.authorization.k8s.io "" is invalid: ${cause.field}: ${cause.message}`,
    {
      group: 'authorization.k8s.io',
      kind: 'SelfSubjectAccessReview',
      causes: [{ ...cause }],
    },
  );
}

function question(body: JsonObject): AccessQuestion {
  const attributes = objectOr(valueAt(body.spec, 'resourceAttributes'));
  const text = (member: string) => stringOr(attributes[member]);
  const [resource = '', subresource = ''] = text('resource').split('/');
  return {
    verb: text('verb') || stringOr(valueAt(body.spec, 'nonResourceAttributes', 'verb')),
    group: text('group'),
    resource,
    subresource: text('subresource') || subresource,
    namespace: text('namespace'),
    name: text('name'),
  };
}

const EVERYTHING = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
const NON_RESOURCE_RULES = [{ verbs: ['*'], nonResourceURLs: ['*'] }];

function rules({ access }: ApiServices, namespace: string): JsonObject {
  if (access.denied.length === 0) return { resourceRules: EVERYTHING, nonResourceRules: NON_RESOURCE_RULES, incomplete: false };
  const resourceRules = SERVED_RESOURCES.flatMap(({ resource, subresources }) => {
    const of = (subresource: string, verbs: readonly string[]) => ({
      verbs: verbs.filter((verb) =>
        access.isAllowed({ verb, group: resource.group, resource: resource.plural, subresource, namespace, name: '' }),
      ),
      apiGroups: [resource.group],
      resources: [subresource === '' ? resource.plural : `${resource.plural}/${subresource}`],
    });
    return [of('', RESOURCE_VERBS), ...subresources.map(({ name, verbs }) => of(name, verbs))];
  });
  return {
    resourceRules: resourceRules.filter(({ verbs }) => verbs.length > 0),
    nonResourceRules: NON_RESOURCE_RULES,
    incomplete: false,
  };
}
