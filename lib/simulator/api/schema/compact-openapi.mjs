// Makes served-types.json from the OpenAPI v2 document that Kubernetes publishes (api/openapi-spec/swagger.json, v1.36).
// Usage: node compact-openapi.mjs PATH/swagger.json > served-types.json
import { readFileSync } from 'node:fs';

const ROOTS = [
  ...[
    'Namespace',
    'Node',
    'Pod',
    'Event',
    'Service',
    'ServiceAccount',
    'ResourceQuota',
    'ConfigMap',
    'LimitRange',
    'Binding',
  ].map((kind) => `io.k8s.api.core.v1.${kind}`),
  'io.k8s.api.apps.v1.DaemonSet',
  'io.k8s.api.apps.v1.ControllerRevision',
  'io.k8s.api.policy.v1.PodDisruptionBudget',
  'io.k8s.api.policy.v1.Eviction',
  'io.k8s.api.coordination.v1.Lease',
  'io.k8s.api.discovery.v1.EndpointSlice',
  'io.k8s.api.scheduling.v1.PriorityClass',
];

const { definitions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const shortName = (name) => name.split('.').at(-1);
const types = {};
const origin = {};

/** A member as one word: `string`, `[]X` list, `{}X` map, plus its merge rules after spaces. */
function word(schema) {
  if (schema.$ref) return reference(schema.$ref.replace('#/definitions/', ''));
  if (schema.type === 'array') {
    const keys = schema['x-kubernetes-list-map-keys'];
    const strategy = schema['x-kubernetes-patch-strategy'];
    const mergeKey = schema['x-kubernetes-patch-merge-key'];
    return [
      `[]${word(schema.items)}`,
      ...(strategy ? [`patch=${strategy}`] : []),
      ...(mergeKey ? [`key=${mergeKey}`] : []),
      ...(keys ? [`keys=${keys.join(',')}`] : []),
      ...(schema['x-kubernetes-list-type'] === 'set' ? ['set'] : []),
    ].join(' ');
  }
  if (schema.type === 'object') return schema.additionalProperties ? `{}${word(schema.additionalProperties)}` : 'any';
  return schema.format === 'int-or-string' ? 'IntOrString' : (schema.type ?? 'any');
}

function reference(name) {
  const definition = definitions[name];
  if (definition.format === 'int-or-string') return 'IntOrString';
  if (definition.properties === undefined) return definition.type === 'string' ? shortName(name) : 'any';
  add(name);
  return shortName(name);
}

function add(name) {
  const short = shortName(name);
  if (origin[short] === name) return;
  if (origin[short]) throw new Error(`two definitions are called ${short}: ${origin[short]} and ${name}`);
  origin[short] = name;
  types[short] = {};
  const { properties, required = [] } = definitions[name];
  for (const [member, schema] of Object.entries(properties)) types[short][member] = word(schema);
  if (required.length > 0) types[short]['*required'] = required.join(',');
}

for (const root of ROOTS) add(root);
process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(types).sort()), null, 2)}\n`);
