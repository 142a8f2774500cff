import type { Container, ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import type { Clock } from '../clock.ts';
import type { NewEvent } from '../controllers/event-recorder.ts';
import type { Random } from '../random.ts';
import { type ContainerHost, ContainerRun } from './container-run.ts';
import { containerBehaviour } from './pod-behaviour.ts';
import { isInitialized, podStatus, withTransitionTimes } from './pod-status.ts';

/** What a Pod needs of its Node's kubelet. */
export interface PodHost {
  readonly clock: Clock;
  readonly random: Random;
  readonly pace: number;
  readonly hostIP: string;
  podIP(): string;
  hasImage(image: string): boolean;
  imagePulled(image: string): void;
  event(event: NewEvent): void;
  /** The Pod as the API server has it now, or undefined when it is gone. */
  pod(): Pod | undefined;
  writeStatus(status: Pod['status']): void;
  /** Nothing of the Pod is left on the Node. */
  finished(): void;
}

const INIT_SECONDS = 1;

/** Runs one Pod on its Node: sandbox, init containers one by one, containers, and the end. */
export class PodWorker {
  readonly #host: PodHost;
  readonly #init: ContainerRun[];
  readonly #app: ContainerRun[];
  readonly #timers = new Set<() => void>();
  readonly #jitter: number;
  #podIP: string | undefined;
  #stopping: { at: number; cancel: () => void } | undefined;

  constructor(host: PodHost, pod: Pod) {
    this.#host = host;
    this.#jitter = host.random.between(0.75, 1.35) * host.pace;
    this.#podIP = pod.status.podIP;
    const containerHost = this.#containerHost(pod);
    const waitingFor = (pod.spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating';
    const runOf = (container: Container, known: readonly ContainerStatus[] | undefined, reason: string) => {
      const status = known?.find((one) => one.name === container.name);
      return new ContainerRun(
        container,
        status ? { ...status } : initialStatus(container, reason),
        containerBehaviour(pod, container),
        containerHost,
      );
    };
    this.#init = (pod.spec.initContainers ?? []).map((one) => runOf(one, pod.status.initContainerStatuses, 'PodInitializing'));
    this.#app = pod.spec.containers.map((one) => runOf(one, pod.status.containerStatuses, waitingFor));
  }

  /** Starts a Pod that is new on this Node. */
  start(): void {
    this.#publish();
    this.#after(0.3, () => {
      this.#podIP ??= this.#host.podIP();
      this.#runInit(0);
    });
  }

  /** Takes over a Pod that was started before. */
  resume(): void {
    if (!isInitialized(this.#init.map((run) => run.status))) {
      this.#runInit(0);
      return;
    }
    for (const run of this.#app) run.resume();
  }

  /** Lets the containers end within the grace period, then the Pod; called again when the period was made shorter. */
  stop(pod: Pod): void {
    const { clock } = this.#host;
    const deadline = Date.parse(pod.metadata.deletionTimestamp ?? '');
    const obeyed = clock.now() + Math.max(0.1, ...this.#app.map((run) => run.stopSeconds)) * this.#jitter * 1000;
    const at = Math.min(obeyed, deadline);
    if (this.#stopping && this.#stopping.at <= at) return;
    if (!this.#stopping) this.#announceStop();
    this.#stopping?.cancel();
    this.cancelTimers();
    const cancel = clock.schedule(Math.max(0, at - clock.now()), () => this.#end(at < obeyed ? 137 : 0));
    this.#stopping = { at, cancel };
  }

  /** The Node has gone silent or the Pod is gone: nothing more happens. */
  halt(): void {
    this.cancelTimers();
    this.#stopping?.cancel();
  }

  cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #announceStop(): void {
    for (const run of this.#app) {
      if (!run.status.state?.running) continue;
      const message = `Stopping container ${run.status.name}`;
      this.#host.event({ type: 'Normal', reason: 'Killing', message, fieldPath: `spec.containers{${run.status.name}}` });
    }
  }

  #end(exitCode: number): void {
    const pod = this.#host.pod();
    if (!pod) {
      this.#host.finished();
      return;
    }
    for (const run of this.#app) run.terminate(exitCode);
    const allDone = this.#app.every((run) => run.status.state?.terminated?.exitCode === 0);
    const status = this.#status(pod);
    const conditions = withTransitionTimes(status.conditions ?? [], finalConditions(), this.#host.clock.now());
    this.#host.writeStatus({ ...status, conditions, phase: allDone ? 'Succeeded' : 'Failed' });
    this.#host.finished();
  }

  #runInit(index: number): void {
    const run = this.#init[index];
    if (!run) {
      this.#runApp(0);
      return;
    }
    if (run.status.state?.terminated?.exitCode === 0) {
      this.#runInit(index + 1);
      return;
    }
    run.start(() => {
      if (!run.status.state?.running) return;
      this.#after(INIT_SECONDS, () => {
        run.terminate(0);
        run.status.ready = true;
        this.#publish();
        this.#runInit(index + 1);
      });
    });
  }

  #runApp(index: number): void {
    const run = this.#app[index];
    if (run) run.start(() => this.#runApp(index + 1));
  }

  #publish(): void {
    const pod = this.#host.pod();
    if (pod) this.#host.writeStatus(this.#status(pod));
  }

  #status(pod: Pod): Pod['status'] {
    const containers = { init: this.#init.map((run) => run.status), app: this.#app.map((run) => run.status) };
    return podStatus(pod, containers, { hostIP: this.#host.hostIP, podIP: this.#podIP }, this.#host.clock.now());
  }

  #after(seconds: number, action: () => void): void {
    const cancel = this.#host.clock.schedule(seconds * this.#jitter * 1000, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
  }

  #containerHost(pod: Pod): ContainerHost {
    return {
      now: () => this.#host.clock.now(),
      after: (seconds, action) => this.#after(seconds, action),
      hasImage: (image) => this.#host.hasImage(image),
      imagePulled: (image) => this.#host.imagePulled(image),
      event: (event) => this.#host.event(event),
      publish: () => this.#publish(),
      podTitle: `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
    };
  }
}

function initialStatus(container: Container, reason: string): ContainerStatus {
  const image = container.image ?? '';
  return {
    name: container.name,
    ready: false,
    started: false,
    restartCount: 0,
    image,
    imageID: '',
    state: { waiting: { reason } },
    lastState: {},
  };
}

function finalConditions() {
  const over = { status: 'False', reason: 'PodCompleted' } as const;
  return [
    { type: 'PodReadyToStartContainers', status: 'False' } as const,
    { type: 'Ready', ...over },
    { type: 'ContainersReady', ...over },
  ];
}
