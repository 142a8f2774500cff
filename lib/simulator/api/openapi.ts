import { createHash } from 'node:crypto';
import type { JsonObject } from './json.ts';
import { SERVED_GROUPS, SERVED_RESOURCES } from './served-resources.ts';

const pathOf = (group: string) => (group === '' ? 'api/v1' : `apis/${group}/v1`);

/** GET /openapi/v3: which documents there are. */
export function openapiIndex(): JsonObject {
  const entry = (group: string) => {
    const hash = createHash('sha256')
      .update(JSON.stringify(openapiDocument(group)))
      .digest('hex')
      .slice(0, 32)
      .toUpperCase();
    return [pathOf(group), { serverRelativeURL: `/openapi/v3/${pathOf(group)}?hash=${hash}` }] as const;
  };
  return { paths: Object.fromEntries(['', ...SERVED_GROUPS].map(entry)) };
}

const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } });

/**
 * GET /openapi/v3/api/v1 and /openapi/v3/apis/GROUP/v1: the PATCH operations and their parameters, by which kubectl
 * learns that the server validates fields and dry-runs. Without schemas: kubectl knows these kinds by itself.
 */
export function openapiDocument(group: string): JsonObject | undefined {
  const served = SERVED_RESOURCES.filter(({ resource }) => resource.group === group);
  if (served.length === 0 && !SERVED_GROUPS.includes(group)) return undefined;
  const paths = served.map(({ resource }) => {
    const scope = resource.namespaced ? 'namespaces/{namespace}/' : '';
    const operation = {
      operationId: `patch${resource.kind}`,
      parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(parameter),
      responses: { 200: { description: 'OK' } },
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group: resource.group, version: resource.version, kind: resource.kind },
    };
    return [`/${pathOf(group)}/${scope}${resource.plural}/{name}`, { patch: operation }] as const;
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.1' },
    paths: Object.fromEntries(paths),
    components: {},
  };
}

/** The group of an OpenAPI document's path; undefined for any other path. */
export function openapiGroup(path: string): string | undefined {
  const found = /^\/openapi\/v3\/(?:api\/v1|apis\/([^/]+)\/v1)$/.exec(path);
  return found ? (found[1] ?? '') : undefined;
}
