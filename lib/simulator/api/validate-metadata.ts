import { labelNameFaults, labelValueFaults, qualifiedNameFaults, subdomainFaults } from '#lib/kubernetes/name-faults.ts';
import { type FieldCause, invalidValue, required } from './api-errors.ts';
import { type JsonObject, stringMap, stringOr } from './json.ts';

/** Causes for a label map. */
export function labelCauses(labels: unknown, field: string): readonly FieldCause[] {
  return Object.entries(stringMap(labels)).flatMap(([key, value]) => [
    ...qualifiedNameFaults(key).map((text) => invalidValue(field, key, text)),
    ...labelValueFaults(value).map((text) => invalidValue(field, value, text)),
  ]);
}

const MAX_ANNOTATION_BYTES = 256 * 1024;

/** Causes for `metadata`. Names of Namespaces and Services are labels, all others subdomains. */
export function metadataCauses(metadata: JsonObject, kind: string): readonly FieldCause[] {
  const name = stringOr(metadata.name);
  const faults = kind === 'Namespace' || kind === 'Service' ? labelNameFaults : subdomainFaults;
  const annotations = stringMap(metadata.annotations);
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return [
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : faults(name).map((text) => invalidValue('metadata.name', name, text))),
    ...labelCauses(metadata.labels, 'metadata.labels'),
    ...Object.keys(annotations).flatMap((key) =>
      qualifiedNameFaults(key.toLowerCase()).map((text) => invalidValue('metadata.annotations', key, text)),
    ),
    ...(bytes > MAX_ANNOTATION_BYTES
      ? [
          {
            reason: 'FieldValueTooLong',
            message: `Too long: may not be more than ${MAX_ANNOTATION_BYTES} bytes`,
            field: 'metadata.annotations',
          },
        ]
      : []),
  ];
}
