import type { Container, Pod } from '#lib/kubernetes/pod.ts';
import { fnv1a } from '../random.ts';

/** How one container behaves on its Node, in seconds of the simulator's clock. */
export interface ContainerBehaviour {
  readonly pullSeconds: number;
  readonly pullFails: boolean;
  readonly startSeconds: number;
  /** From running to ready; null: never. */
  readonly readySeconds: number | null;
  /** From running to exit with code 1; null: runs for ever. */
  readonly crashSeconds: number | null;
  /** From SIGTERM to exit. */
  readonly stopSeconds: number;
}

interface Probed {
  readonly readinessProbe?: { readonly initialDelaySeconds?: number; readonly periodSeconds?: number };
}

/** Annotations of a Pod with this prefix override what its images would do, e.g. `simulator.rollcall.dev/pull-seconds: "20"`. */
export const BEHAVIOUR_PREFIX = 'simulator.rollcall.dev/';

const BEHAVIOUR_KEY = `${BEHAVIOUR_PREFIX}behaviour`;

/** Behaviours by name, for the annotation or label `simulator.rollcall.dev/behaviour` and by words in an image's tag. */
const BEHAVIOURS: readonly { name: string; tag: RegExp; change: Partial<ContainerBehaviour> }[] = [
  { name: 'image-pull-back-off', tag: /broken|missing|not-found/, change: { pullFails: true } },
  { name: 'crash-loop', tag: /crash/, change: { crashSeconds: 4 } },
  { name: 'never-ready', tag: /unready/, change: { readySeconds: null } },
  { name: 'slow-start', tag: /slow-start/, change: { startSeconds: 20 } },
  { name: 'slow-stop', tag: /slow-stop/, change: { stopSeconds: 3600 } },
];

const SECONDS = ['pull', 'start', 'ready', 'crash', 'stop'] as const;

/** What this container of this Pod will do, before jitter: by its image, then by the Pod's annotations. */
export function containerBehaviour(pod: Pod, container: Container): ContainerBehaviour {
  const image = container.image ?? '';
  const tag = image.slice(image.lastIndexOf(':') + 1);
  const annotations = pod.metadata.annotations ?? {};
  const chosen = annotations[BEHAVIOUR_KEY] ?? pod.metadata.labels?.[BEHAVIOUR_KEY];
  const named = BEHAVIOURS.filter(({ name, tag: words }) => name === chosen || words.test(tag));
  const overrides = SECONDS.flatMap((what) => {
    const text = annotations[`${BEHAVIOUR_PREFIX}${what}-seconds`];
    const seconds = Number(text);
    return text !== undefined && text !== '' && seconds >= 0 ? [{ [`${what}Seconds`]: seconds }] : [];
  });
  return Object.assign(defaultBehaviour(image, container), ...named.map(({ change }) => change), ...overrides);
}

/** The repository decides how large the image is: 1 to 4 seconds. */
function defaultBehaviour(image: string, container: Container & Probed): ContainerBehaviour {
  const repository = image.replace(/[:@][^/]*$/, '');
  const probe = container.readinessProbe;
  return {
    pullSeconds: 1 + (fnv1a(repository) % 31) / 10,
    pullFails: false,
    startSeconds: 0.8,
    readySeconds: probe ? (probe.initialDelaySeconds ?? 0) + Math.min(2, probe.periodSeconds ?? 10) : 0,
    crashSeconds: null,
    stopSeconds: 1.2,
  };
}
