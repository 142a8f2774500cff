import { at, entries, list, text } from './describe/fields.ts';
import type { Tree } from './template-diff-tree.ts';

/** A container of a Pod that may have a log. */
export interface LoggedContainer {
  readonly name: string;
  readonly kind: 'init' | 'container' | 'ephemeral';
  /** `waiting`, `running`, `terminated`, or '' when no kubelet has said. */
  readonly state: string;
  readonly restarts: number;
  /** There was a run before this one, whose log may still be there. */
  readonly previous: boolean;
}

const MEMBERS = [
  { kind: 'container', spec: 'containers', status: 'containerStatuses' },
  { kind: 'init', spec: 'initContainers', status: 'initContainerStatuses' },
  { kind: 'ephemeral', spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses' },
] as const;

/** Every container of a Pod: those that stay, then the init containers, then those that were added for debugging. */
export function podContainers(pod: Tree): readonly LoggedContainer[] {
  return MEMBERS.flatMap(({ kind, spec, status }) => {
    const statuses = list(pod, 'status', status);
    return list(pod, 'spec', spec).map((container): LoggedContainer => {
      const name = text(container, 'name');
      const found = statuses.find((one) => text(one, 'name') === name);
      return {
        name,
        kind,
        state: entries(found, 'state')[0]?.[0] ?? '',
        restarts: Number(text(found, 'restartCount')) || 0,
        previous: at(found, 'lastState', 'terminated') !== undefined,
      };
    });
  });
}
