import type { Tree } from '../template-diff-tree.ts';
import { containersGroup } from './describe-containers.ts';
import { deletion, labelsAndAnnotations, tolerationLines } from './describe-metadata.ts';
import { type DescribedField, field, fieldOf, group } from './description.ts';
import { at, list, pairs, text } from './fields.ts';

/**
 * A DaemonSet, what may be a secret already hidden, as `kubectl describe daemonset` says it and in its order, with its strategy.
 * Mirrors kubernetes/kubectl pkg/describe/describe.go describeDaemonSet, v0.36.
 */
export function describeDaemonSet(daemonSet: Tree): readonly DescribedField[] {
  const count = (member: string) => text(daemonSet, 'status', member) || '0';
  const template = at(daemonSet, 'spec', 'template', 'spec');
  const strategy = at(daemonSet, 'spec', 'updateStrategy');
  const budget = pairs(strategy, ['rollingUpdate'], ' ');
  return [
    ...field('Name', text(daemonSet, 'metadata', 'name')),
    ...field('Namespace', text(daemonSet, 'metadata', 'namespace')),
    ...field('Selector', selectorText(at(daemonSet, 'spec', 'selector'))),
    fieldOf('Node-Selector', pairs(template, ['nodeSelector'])),
    ...labelsAndAnnotations(daemonSet),
    ...deletion(daemonSet),
    ...field('Update Strategy', [text(strategy, 'type'), ...budget].join(', ')),
    ...field('Min Ready Seconds', text(daemonSet, 'spec', 'minReadySeconds')),
    ...field('Desired Number of Nodes Scheduled', count('desiredNumberScheduled')),
    ...field('Current Number of Nodes Scheduled', count('currentNumberScheduled')),
    ...field('Number of Nodes Scheduled with Up-to-date Pods', count('updatedNumberScheduled')),
    ...field('Number of Nodes Scheduled with Available Pods', count('numberAvailable')),
    ...field('Number of Nodes Misscheduled', count('numberMisscheduled')),
    group('Pod Template', [
      fieldOf('Labels', pairs(daemonSet, ['spec', 'template', 'metadata', 'labels'])),
      fieldOf('Annotations', pairs(daemonSet, ['spec', 'template', 'metadata', 'annotations'], ': ')),
      ...field('Service Account', text(template, 'serviceAccountName')),
      ...containersGroup('Init Containers', list(template, 'initContainers'), null),
      ...containersGroup('Containers', list(template, 'containers'), null),
      fieldOf(
        'Volumes',
        list(template, 'volumes').map((volume) => text(volume, 'name')),
      ),
      ...field('Priority Class Name', text(template, 'priorityClassName')),
      fieldOf('Tolerations', tolerationLines(template)),
    ]),
  ];
}

function selectorText(selector: Tree | undefined): string {
  const expressions = list(selector, 'matchExpressions').map((one) => {
    const values = list(one, 'values').map(String);
    return `${text(one, 'key')} ${text(one, 'operator')}${values.length === 0 ? '' : ` (${values.join(',')})`}`;
  });
  return [...pairs(selector, ['matchLabels']), ...expressions].join(',');
}
