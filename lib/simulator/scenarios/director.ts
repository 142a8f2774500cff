import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Clock } from '../clock.ts';
import type { ClusterApi } from '../cluster-api.ts';
import { ApiError } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';
import type { Scenario } from './scenario.ts';

export const ACTIONS = ['start', 'break', 'mend'] as const;
export type Action = (typeof ACTIONS)[number];

export interface ActionState {
  readonly action: Action;
  readonly available: boolean;
  readonly description: string;
}

export interface DirectorState {
  readonly daemonSet: { readonly namespace: string; readonly name: string };
  readonly image: string;
  readonly rolling: boolean;
  readonly broken: boolean;
  readonly actions: readonly ActionState[];
}

const FIRST_START_MS = 4_000;
const REST_MS = 25_000;
const LOOK_MS = 1_000;
const BROKEN_SUFFIX = '-broken';

/** Rolls one DaemonSet: on request, and by itself where the scenario says so. */
export class Director {
  readonly #api: ClusterApi;
  readonly #clock: Clock;
  readonly #scenario: Scenario;
  #cancel: () => void = () => undefined;
  #completeSince: number | undefined;
  #rolledOnce = false;

  constructor(options: { api: ClusterApi; clock: Clock; scenario: Scenario }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#scenario = options.scenario;
    if (options.scenario.keepsRolling) this.#lookAgain();
  }

  stop(): void {
    this.#cancel();
  }

  /** What may be done now and what is going on. */
  state(): DirectorState {
    const [namespace = '', name = ''] = this.#scenario.subject.split('/');
    const daemonSet = this.#subject();
    const image = daemonSet ? imageOf(daemonSet) : '';
    const broken = isBroken(image);
    const action = (which: Action, available: boolean, description: string) => ({
      action: which,
      available: daemonSet !== undefined && available,
      description,
    });
    return {
      daemonSet: { namespace, name },
      image,
      rolling: daemonSet !== undefined && !isComplete(daemonSet),
      broken,
      actions: [
        action('start', !broken, `Gives ${name} a new image that works.`),
        action('break', !broken, `Gives ${name} an image that cannot be pulled.`),
        action('mend', broken, `Gives ${name} the last image that worked.`),
      ],
    };
  }

  /** Starts, breaks or mends a rollout. Throws ApiError (409) when that is not possible now. */
  act(action: Action): DirectorState {
    const daemonSet = this.#subject();
    if (!daemonSet) throw new ApiError(409, 'Conflict', `The DaemonSet ${this.#scenario.subject} does not exist any more.`);
    const image = imageOf(daemonSet);
    if (!this.state().actions.some((one) => one.action === action && one.available))
      throw new ApiError(409, 'Conflict', isBroken(image) ? BROKEN_ALREADY : NOT_BROKEN);
    this.#setImage(daemonSet, nextImage(image, action));
    return this.state();
  }

  #lookAgain(): void {
    this.#cancel = this.#clock.schedule(LOOK_MS, () => {
      this.#look();
      this.#lookAgain();
    });
  }

  #look(): void {
    const daemonSet = this.#subject();
    if (!daemonSet || isBroken(imageOf(daemonSet)) || !isComplete(daemonSet)) {
      this.#completeSince = undefined;
      return;
    }
    const now = this.#clock.now();
    this.#completeSince ??= now;
    if (now - this.#completeSince < (this.#rolledOnce ? REST_MS : FIRST_START_MS)) return;
    this.#rolledOnce = true;
    this.#completeSince = undefined;
    this.#setImage(daemonSet, nextImage(imageOf(daemonSet), 'start'));
  }

  #subject(): DaemonSet | undefined {
    const [namespace = '', name = ''] = this.#scenario.subject.split('/');
    return this.#api.get<DaemonSet>(RESOURCES.daemonSets, namespace, name);
  }

  #setImage(stored: DaemonSet, image: string): void {
    const daemonSet = structuredClone(stored);
    const container = daemonSet.spec.template.spec.containers[0];
    if (container) container.image = image;
    const cause = `set image ${container?.name}=${image}`;
    daemonSet.metadata.annotations = { ...daemonSet.metadata.annotations, 'kubernetes.io/change-cause': cause };
    this.#api.update(RESOURCES.daemonSets, daemonSet);
  }
}

const BROKEN_ALREADY = 'The DaemonSet has a broken image already: mend it first.';
const NOT_BROKEN = 'The DaemonSet has a working image: there is nothing to mend.';

function imageOf(daemonSet: DaemonSet): string {
  return daemonSet.spec.template.spec.containers[0]?.image ?? '';
}

function isBroken(image: string): boolean {
  return image.endsWith(BROKEN_SUFFIX);
}

/** `…:v5.3.0` → `…:v5.4.0`, → `…:v5.4.0-broken`; mended it is the version before the broken one. */
function nextImage(image: string, action: Action): string {
  const [, base = `${image}-v`, minor = '0'] = /^(.*:v\d+\.)(\d+)\.\d+(?:-broken)?$/.exec(image) ?? [];
  const step = action === 'mend' ? -1 : 1;
  return `${base}${Number(minor) + step}.0${action === 'break' ? BROKEN_SUFFIX : ''}`;
}

function isComplete({ metadata, status = {} }: DaemonSet): boolean {
  const desired = status.desiredNumberScheduled ?? 0;
  const observed = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  return observed && status.updatedNumberScheduled === desired && status.numberAvailable === desired;
}
