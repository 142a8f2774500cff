import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { TemplateDifference } from './template-diff.ts';
import { pathText, type Step } from './template-diff-path.ts';
import { type Tree, textOf } from './template-diff-tree.ts';
import { valueText, volumeSource } from './template-diff-values.ts';

const RESTARTED_AT = '.kubectl.kubernetes.io/restartedAt';
const CONTAINER_KINDS: Readonly<Record<string, string>> = {
  '.containers': 'container',
  '.initContainers': 'init',
  '.ephemeralContainers': 'ephemeral',
};

/** The difference in words: what it is about is named as kubectl and the API name it, any other field by its whole path. */
export function differenceMessage(difference: TemplateDifference): Message {
  const { path, change } = difference;
  if (change === 'reordered') return modelMessage('diff.order', { list: pathText(path) });
  const [root, section, item = '.', ...rest] = path;
  if (root === '.metadata') return metadataMessage(difference) ?? fieldMessage(difference);
  if (root !== '.spec' || section === undefined) return fieldMessage(difference);
  if (CONTAINER_KINDS[section] && item.startsWith('[')) {
    return containerMessage(difference, { kind: CONTAINER_KINDS[section], container: keyOf(item), rest });
  }
  return specMessage(difference, section, { item, rest }) ?? fieldMessage(difference);
}

function metadataMessage(difference: TemplateDifference): Message | null {
  const [, section, member, ...rest] = difference.path;
  if (member === undefined || rest.length > 0) return null;
  const facts = { key: keyOf(member), ...sides(difference) };
  if (member === RESTARTED_AT && difference.change !== 'removed') return modelMessage('diff.restarted', { at: facts.after });
  if (section === '.labels') return modelMessage('diff.label', facts);
  return section === '.annotations' ? modelMessage('diff.annotation', facts) : null;
}

interface ContainerPlace {
  readonly kind: string;
  readonly container: string;
  readonly rest: readonly Step[];
}

function containerMessage(difference: TemplateDifference, { kind, container, rest }: ContainerPlace): Message {
  const { change, before, after } = difference;
  const value = after ?? before;
  const [member, item = '.', ...inner] = rest;
  if (member === undefined) return modelMessage('diff.container', { kind, container, image: textOf(value, '.image'), change });
  if (member === '.image') return modelMessage('diff.image', { container, ...sides(difference) });
  if (member === '.env' && item.startsWith('['))
    return modelMessage('diff.env', { container, name: keyOf(item), change: inner.length > 0 ? 'changed' : change });
  if (item.startsWith('[') && inner.length === 0) {
    const itemMessage = containerItemMessage({ container, member, item, change, value });
    if (itemMessage !== null) return itemMessage;
  }
  return modelMessage('diff.containerField', { container, field: pathText(rest), ...sides(difference) });
}

interface ContainerItem {
  readonly container: string;
  readonly member: Step;
  readonly item: Step;
  readonly change: string;
  readonly value: Tree | undefined;
}

function containerItemMessage({ container, member, item, change, value }: ContainerItem): Message | null {
  switch (member) {
    case '.envFrom':
      return modelMessage('diff.envFrom', { container, source: valueText(value), change });
    case '.args':
    case '.command':
      return modelMessage('diff.word', { container, list: member.slice(1), word: valueText(value), change });
    case '.ports':
      return modelMessage('diff.port', { container, port: keyOf(item), change });
    case '.volumeMounts':
      return modelMessage('diff.mount', { container, mountPath: keyOf(item), volume: textOf(value, '.name'), change });
    default:
      return null;
  }
}

function specMessage(
  difference: TemplateDifference,
  section: Step,
  { item, rest }: { readonly item: Step; readonly rest: readonly Step[] },
): Message | null {
  const { change, path } = difference;
  const value = difference.after ?? difference.before;
  switch (section) {
    case '.volumes':
      if (!item.startsWith('[')) return null;
      if (rest.length > 0)
        return modelMessage('diff.volumeField', { volume: keyOf(item), field: pathText(rest), ...sides(difference) });
      return modelMessage('diff.volume', { volume: keyOf(item), source: volumeSource(value), change });
    case '.tolerations':
      return path.length === 3 ? modelMessage('diff.toleration', { toleration: valueText(value), change }) : null;
    case '.nodeSelector':
      return path.length === 3 ? modelMessage('diff.nodeSelector', { key: keyOf(item), ...sides(difference) }) : null;
    case '.serviceAccount':
    case '.serviceAccountName':
      return modelMessage('diff.serviceAccount', sides(difference));
    case '.priorityClassName':
      return modelMessage('diff.priorityClass', sides(difference));
    default:
      return null;
  }
}

function fieldMessage(difference: TemplateDifference): Message {
  return modelMessage('diff.field', { field: pathText(difference.path), ...sides(difference) });
}

function sides({ change, before, after }: TemplateDifference): { before: string; after: string; change: string } {
  return { before: valueText(before), after: valueText(after), change };
}

function keyOf(step: Step): string {
  return step.startsWith('[') ? step.slice(1, -1) : step.slice(1);
}
