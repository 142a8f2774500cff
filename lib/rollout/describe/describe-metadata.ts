import type { Tree } from '../template-diff-tree.ts';
import { type DescribedField, field, fieldOf } from './description.ts';
import { entries, list, pairs, text } from './fields.ts';

/** Longer values of annotations are cut, as kubectl cuts them. */
const LONGEST_ANNOTATION = 140;

/** Labels and annotations, each `key=value` on a line of its own. */
export function labelsAndAnnotations(object: Tree): readonly DescribedField[] {
  const annotations = entries(object, 'metadata', 'annotations').map(([key, value]) => {
    const said = typeof value === 'object' ? '' : String(value).replaceAll('\n', ' ');
    return `${key}: ${said.length > LONGEST_ANNOTATION ? `${said.slice(0, LONGEST_ANNOTATION)}...` : said}`;
  });
  return [fieldOf('Labels', pairs(object, ['metadata', 'labels'])), fieldOf('Annotations', annotations)];
}

/** `DaemonSet/logger`, of whoever controls the object. */
export function controlledBy(object: Tree): readonly DescribedField[] {
  const owner = list(object, 'metadata', 'ownerReferences').find((one) => text(one, 'controller') === 'true');
  return owner === undefined ? [] : field('Controlled By', `${text(owner, 'kind')}/${text(owner, 'name')}`);
}

/** Since when the object is being deleted and what still has to happen. */
export function deletion(object: Tree): readonly DescribedField[] {
  const at = text(object, 'metadata', 'deletionTimestamp');
  const finalizers = list(object, 'metadata', 'finalizers').map(String);
  const grace = text(object, 'metadata', 'deletionGracePeriodSeconds');
  return [
    ...(at === '' ? [] : field('Terminating since', grace === '' ? at : `${at} (grace period ${grace}s)`)),
    ...(finalizers.length === 0 ? [] : [fieldOf('Finalizers', finalizers)]),
  ];
}

/** Tolerations as kubectl words them: `key=value:Effect op=Exists for 300s`. */
export function tolerationLines(spec: Tree | undefined): readonly string[] {
  return list(spec, 'tolerations').map((toleration) => {
    const [key, value, effect, operator] = ['key', 'value', 'effect', 'operator'].map((name) => text(toleration, name));
    const seconds = text(toleration, 'tolerationSeconds');
    const shown = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
    const exists = operator === 'Exists' ? ' op=Exists' : operator === '' || operator === 'Equal' ? '' : ` op=${operator}`;
    return `${shown}${exists}${seconds === '' ? '' : ` for ${seconds}s`}`.trim();
  });
}
