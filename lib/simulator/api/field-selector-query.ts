import { badRequest } from './api-errors.ts';
import { valueAt } from './json.ts';
import type { StoredObject } from './object-store.ts';

export type FieldMatcher = (object: StoredObject) => boolean;

/** The fields by which the API server selects, beyond name and namespace. pkg/registry/core of kubernetes/kubernetes, v1.36. */
const SELECTABLE: Record<string, readonly string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Event: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (member) => `involvedObject.${member}`,
    ),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Service: ['spec.clusterIP', 'spec.type'],
};

interface Requirement {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/**
 * Reads the `fieldSelector` query parameter for one kind. An unknown field is refused.
 * Mirrors kubernetes/apimachinery pkg/fields/selector.go ParseSelector, v0.36. Throws ApiError 400.
 */
export function parseFieldSelector(text: string, kind: string): FieldMatcher {
  const requirements = splitTerms(text).map((term) => parseTerm(term, kind));
  return (object) => requirements.every(({ field, equal, value }) => (fieldValue(object, field) === value) === equal);
}

/** Splits at commas that no backslash precedes. */
const splitTerms = (text: string) => (text === '' ? [] : text.split(/(?<!\\),/).filter((term) => term !== ''));

function parseTerm(term: string, kind: string): Requirement {
  const parts = /^(.*?)(!=|==|=)(.*)$/.exec(term);
  if (!parts)
    throw badRequest(`unable to find field selector requirement: invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = parts;
  const known = field === 'metadata.name' || field === 'metadata.namespace' || (SELECTABLE[kind] ?? []).includes(field);
  if (!known)
    throw badRequest(
      SELECTABLE[kind]
        ? `field label not supported: ${field}`
        : `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  return { field, equal: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') };
}

function fieldValue(object: StoredObject, field: string): string {
  if (field === 'source') return String(valueAt(object, 'source', 'component') ?? valueAt(object, 'reportingComponent') ?? '');
  const value = valueAt(object, ...field.split('.'));
  if (value === undefined && (field === 'spec.unschedulable' || field === 'spec.hostNetwork')) return 'false';
  return value === undefined || value === null ? '' : String(value);
}
