import type { Resource } from '../cluster-api.ts';
import { badRequest, conflict } from './api-errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiServices } from './api-services.ts';
import { updateObject } from './cluster-writes.ts';
import { objectOr, stringOr, valueAt } from './json.ts';
import { jsonReply, type Reply } from './reply.ts';
import { type ObjectPath, readObject, writeOptions } from './write-handlers.ts';

const BINDING: Resource = { group: '', version: 'v1', plural: 'bindings', kind: 'Binding', namespaced: true };

/** POST of pods/binding: puts a Pod on a node once. Mirrors pkg/registry/core/pod/storage/storage.go assignPod, v1.36. */
export async function bindPod(services: ApiServices, request: ApiRequest, at: ObjectPath): Promise<Reply> {
  const node = stringOr(valueAt(await readObject(request, BINDING), 'target', 'name'));
  if (node === '') throw badRequest('Binding "" is invalid: target.name: Required value');
  const options = { ...writeOptions(request, ''), trusted: true };
  const change = (pod: Parameters<Parameters<typeof updateObject>[2]>[0]) => {
    const bound = stringOr(valueAt(pod.spec, 'nodeName'));
    const refuse = (why: string) => conflict({ ...at.resource, plural: 'pods/binding' }, at.name, why);
    if (pod.metadata.deletionTimestamp !== undefined)
      throw refuse(`pod ${at.name} is being deleted, cannot be assigned to a host`);
    if (bound !== '') throw refuse(`pod ${at.name} is already assigned to node ${JSON.stringify(bound)}`);
    return { ...pod, spec: { ...objectOr(pod.spec), nodeName: node } };
  };
  updateObject(services.cluster.context, at, change, options);
  return jsonReply(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}
