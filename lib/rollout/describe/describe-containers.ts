import type { Tree } from '../template-diff-tree.ts';
import { type DescribedField, field, fieldOf, group } from './description.ts';
import { at, entries, list, pairs, text } from './fields.ts';

/** The containers of a Pod or template under one heading, with what their statuses say; none: no heading. */
export function containersGroup(
  name: string,
  containers: readonly Tree[],
  statuses: readonly Tree[] | null,
): readonly DescribedField[] {
  if (containers.length === 0) return [];
  return [
    group(
      name,
      containers.map((container) => containerFields(container, statuses)),
    ),
  ];
}

function containerFields(container: Tree, statuses: readonly Tree[] | null): DescribedField {
  const name = text(container, 'name');
  const status = statuses?.find((one) => text(one, 'name') === name);
  return group(name, [
    ...field('Container ID', text(status, 'containerID')),
    ...field('Image', text(container, 'image')),
    ...field('Image ID', text(status, 'imageID')),
    ...portFields(container),
    ...words('Command', container, 'command'),
    ...words('Args', container, 'args'),
    ...(status === undefined ? [] : stateFields(status)),
    ...amounts('Limits', container, 'limits'),
    ...amounts('Requests', container, 'requests'),
    ...['liveness', 'readiness', 'startup'].flatMap((kind) => probeField(kind, at(container, `${kind}Probe`))),
    ...list(container, 'envFrom').flatMap((source) => field('Environment from', environmentSource(source))),
    fieldOf('Environment', list(container, 'env').map(environmentLine)),
    fieldOf('Mounts', list(container, 'volumeMounts').map(mountLine)),
  ]);
}

function portFields(container: Tree): readonly DescribedField[] {
  const ports = list(container, 'ports').map((port) => {
    const [number, protocol, host] = [text(port, 'containerPort'), text(port, 'protocol') || 'TCP', text(port, 'hostPort')];
    return `${number}/${protocol}${host === '' ? '' : ` (host port ${host})`}`;
  });
  return ports.length === 0 ? [] : field('Ports', ports.join(', '));
}

function words(name: string, container: Tree, member: string): readonly DescribedField[] {
  const lines = list(container, member).map(String);
  return lines.length === 0 ? [] : [{ name, values: lines }];
}

function amounts(name: string, container: Tree, member: string): readonly DescribedField[] {
  const lines = pairs(container, ['resources', member], ': ');
  return lines.length === 0 ? [] : [{ name, values: lines }];
}

function stateFields(status: Tree): readonly DescribedField[] {
  return [
    stateField('State', at(status, 'state')),
    ...(entries(status, 'lastState').length === 0 ? [] : [stateField('Last State', at(status, 'lastState'))]),
    ...field('Ready', capitalised(text(status, 'ready'))),
    ...field('Restart Count', text(status, 'restartCount')),
  ];
}

function stateField(name: string, state: Tree | undefined): DescribedField {
  const [kind, facts] = entries(state)[0] ?? ['waiting', undefined];
  const below = ['reason', 'message', 'exitCode', 'signal', 'startedAt', 'finishedAt'].flatMap((member) =>
    field(STATE_WORDS[member] ?? member, text(facts, member)),
  );
  return { name, values: [capitalised(kind)], ...(below.length === 0 ? {} : { fields: below }) };
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  reason: 'Reason',
  message: 'Message',
  exitCode: 'Exit Code',
  signal: 'Signal',
  startedAt: 'Started',
  finishedAt: 'Finished',
};

function probeField(kind: string, probe: Tree | undefined): readonly DescribedField[] {
  if (probe === undefined) return [];
  const how = entries(probe).find(([key]) => key === 'httpGet' || key === 'tcpSocket' || key === 'grpc' || key === 'exec');
  const numbers = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];
  const said = numbers.flatMap((member) => {
    const value = text(probe, member);
    return value === '' ? [] : [`${member}=${value}`];
  });
  return field(capitalised(kind), [how === undefined ? '' : probeTarget(how[0], how[1]), ...said].join(' ').trim());
}

function probeTarget(kind: string, target: Tree): string {
  if (kind === 'exec') return `exec [${list(target, 'command').map(String).join(' ')}]`;
  const port = text(target, 'port');
  return kind === 'httpGet' ? `http-get ${text(target, 'scheme') || 'HTTP'} :${port}${text(target, 'path')}` : `${kind} :${port}`;
}

/** The name and where its value comes from; the value itself is hidden before it gets here. */
function environmentLine(variable: Tree): string {
  const [source] = entries(variable, 'valueFrom');
  if (source === undefined) return `${text(variable, 'name')}: ${text(variable, 'value')}`;
  const [kind, reference] = source;
  const from =
    text(reference, 'fieldPath') || text(reference, 'resource') || `${text(reference, 'name')}/${text(reference, 'key')}`;
  return `${text(variable, 'name')}: <${kind.replace(/KeyRef$|Ref$/, '')} ${from}>`;
}

function environmentSource(source: Tree): string {
  const [kind = '', reference] = entries(source).find(([key]) => key !== 'prefix') ?? [];
  return `${kind.replace(/Ref$/, '')} ${text(reference, 'name')}`;
}

function mountLine(mount: Tree): string {
  const sub = text(mount, 'subPath');
  const facts = [text(mount, 'readOnly') === 'true' ? 'ro' : 'rw', ...(sub === '' ? [] : [`path="${sub}"`])];
  return `${text(mount, 'mountPath')} from ${text(mount, 'name')} (${facts.join(',')})`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
