// Makes served-messages.json from the .proto files that Kubernetes publishes beside its Go types (v0.36).
// Usage: node compact-protobuf.mjs FOLDER_OF_k8s.io_MODULES > served-messages.json
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = {
  'k8s.io.api.core.v1': 'api@v0.36.1/core/v1',
  'k8s.io.api.policy.v1': 'api@v0.36.1/policy/v1',
  'k8s.io.api.scheduling.v1': 'api@v0.36.1/scheduling/v1',
  'k8s.io.api.authorization.v1': 'api@v0.36.1/authorization/v1',
  'k8s.io.api.authentication.v1': 'api@v0.36.1/authentication/v1',
  'k8s.io.api.coordination.v1': 'api@v0.36.1/coordination/v1',
  'k8s.io.apimachinery.pkg.apis.meta.v1': 'apimachinery@v0.36.1/pkg/apis/meta/v1',
};
const ROOTS = [
  ...['Namespace', 'Binding', 'Service', 'ServiceAccount', 'ConfigMap', 'ResourceQuota'].map(
    (kind) => `k8s.io.api.core.v1.${kind}`,
  ),
  'k8s.io.api.policy.v1.PodDisruptionBudget',
  'k8s.io.api.policy.v1.Eviction',
  'k8s.io.api.scheduling.v1.PriorityClass',
  'k8s.io.api.coordination.v1.Lease',
  'k8s.io.api.authorization.v1.SelfSubjectAccessReview',
  'k8s.io.api.authorization.v1.SelfSubjectRulesReview',
  'k8s.io.api.authentication.v1.SelfSubjectReview',
  'k8s.io.apimachinery.pkg.apis.meta.v1.DeleteOptions',
];

const sources = Object.fromEntries(
  Object.entries(FILES).map(([name, folder]) => [name, readFileSync(join(process.argv[2], folder, 'generated.proto'), 'utf8')]),
);
const messages = {};
const FIELD = /^\s*(?:(optional|repeated) )?(map<string, ?([\w.]+)>|[\w.]+) (\w+) = (\d+)(?: \[[^\]]*\])?;/gm;

function add(qualified) {
  const name = qualified.split('.').at(-1);
  const scope = qualified.slice(0, -name.length - 1);
  const source = sources[scope];
  if (!source || messages[name]) return name;
  const body = new RegExp(`^message ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1];
  if (body === undefined) return name;
  messages[name] = {};
  for (const [, label, type, mapValue, member, number] of body.matchAll(FIELD)) {
    const word = (one) => (/^[a-z0-9]+$/.test(one) ? one : add(one.startsWith('.') ? one.slice(1) : `${scope}.${one}`));
    const form = mapValue ? `{}${word(mapValue)}` : `${label === 'repeated' ? '[]' : ''}${word(type)}`;
    messages[name][number] = `${member} ${form}`;
  }
  return name;
}

for (const root of ROOTS) add(root);
process.stdout.write(`${JSON.stringify(Object.fromEntries(Object.entries(messages).sort()), null, 2)}\n`);
