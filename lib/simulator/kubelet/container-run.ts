import type { Container, ContainerStatus } from '#lib/kubernetes/pod.ts';
import { timestamp } from '../clock.ts';
import type { NewEvent } from '../controllers/event-recorder.ts';
import { crashBackoffSeconds, pullBackoffSeconds } from './container-backoff.ts';
import { durationText } from './duration-text.ts';
import { hexDigest, imageId, imageSize, pullErrorMessage } from './image.ts';
import type { ContainerBehaviour } from './pod-behaviour.ts';

/** What a container needs of its Pod and its Node. */
export interface ContainerHost {
  now(): number;
  /** Runs the action later unless the Pod is stopped before; `seconds` gets the Pod's jitter. */
  after(seconds: number, action: () => void): void;
  hasImage(image: string): boolean;
  imagePulled(image: string): void;
  event(event: NewEvent): void;
  /** The status has changed. */
  publish(): void;
  /** `name_namespace(uid)`, as the kubelet names a Pod in messages. */
  readonly podTitle: string;
}

/** One container from pull to exit and back again; `status` is what the kubelet reports of it. */
export class ContainerRun {
  readonly status: ContainerStatus & { containerID?: string };
  readonly #container: Container;
  readonly #behaviour: ContainerBehaviour;
  readonly #host: ContainerHost;
  #pullFailures = 0;

  constructor(container: Container, status: ContainerStatus, behaviour: ContainerBehaviour, host: ContainerHost) {
    this.#container = container;
    this.status = status;
    this.#behaviour = behaviour;
    this.#host = host;
  }

  /** Pulls and starts it; `done` once the first attempt has led somewhere, so that the next container has its turn. */
  start(done: () => void): void {
    this.#pull(done);
  }

  /** Goes on from a status of before: after a restart of the kubelet or for a Pod of the cluster's past. */
  resume(): void {
    const { waiting, running, terminated } = this.status.state ?? {};
    if (running) this.#watchRunning();
    else if (terminated) this.#host.after(1, () => this.#restart());
    else if (waiting?.reason === 'CrashLoopBackOff')
      this.#host.after(crashBackoffSeconds(this.status), () => this.#run(() => undefined));
    else if (waiting?.reason === 'ErrImagePull') this.#host.after(5, () => this.#backOffPull());
    else if (waiting?.reason === 'ImagePullBackOff') {
      this.#pullFailures = 5;
      this.#host.after(pullBackoffSeconds(this.#pullFailures), () => this.#pull(() => undefined));
    } else this.#pull(() => undefined);
  }

  /** SIGTERM was obeyed or the grace period is over. */
  terminate(exitCode: number): void {
    const startedAt = this.status.state?.running?.startedAt;
    if (startedAt === undefined) return;
    this.#exit(exitCode);
  }

  get stopSeconds(): number {
    return this.status.state?.running ? this.#behaviour.stopSeconds : 0;
  }

  get #image(): string {
    return this.#container.image ?? '';
  }

  #event(type: NewEvent['type'], reason: string, message: string): void {
    this.#host.event({ type, reason, message, fieldPath: `spec.containers{${this.#container.name}}` });
  }

  #pull(done: () => void): void {
    if (this.#host.hasImage(this.#image)) {
      this.#event(
        'Normal',
        'Pulled',
        `Container image "${this.#image}" already present on machine and can be accessed by the pod`,
      );
      this.#run(done);
      return;
    }
    const startedAt = this.#host.now();
    this.#event('Normal', 'Pulling', `Pulling image "${this.#image}"`);
    this.#host.after(this.#behaviour.pullSeconds, () => {
      if (this.#behaviour.pullFails) return this.#pullFailed(done);
      this.#host.imagePulled(this.#image);
      const took = `${((this.#host.now() - startedAt) / 1000).toFixed(3)}s`;
      this.#event(
        'Normal',
        'Pulled',
        `Successfully pulled image "${this.#image}" in ${took} (${took} including waiting). Image size: ${imageSize(this.#image)} bytes.`,
      );
      this.#run(done);
    });
  }

  #pullFailed(done: () => void): void {
    this.#pullFailures++;
    const message = pullErrorMessage(this.#image);
    this.#event('Warning', 'Failed', `Failed to pull image "${this.#image}": rpc error: code = NotFound desc = ${message}`);
    this.#event('Warning', 'Failed', 'Error: ErrImagePull');
    this.status.state = { waiting: { reason: 'ErrImagePull', message: `rpc error: code = NotFound desc = ${message}` } };
    this.#host.publish();
    this.#host.after(Math.min(11, pullBackoffSeconds(this.#pullFailures)), () => this.#backOffPull());
    done();
  }

  #backOffPull(): void {
    const cause = `ErrImagePull: rpc error: code = NotFound desc = ${pullErrorMessage(this.#image)}`;
    const message = `Back-off pulling image "${this.#image}"`;
    this.#event('Normal', 'BackOff', message);
    this.#event('Warning', 'Failed', 'Error: ImagePullBackOff');
    this.status.state = { waiting: { reason: 'ImagePullBackOff', message: `${message}: ${cause}` } };
    this.#host.publish();
    this.#host.after(pullBackoffSeconds(this.#pullFailures), () => this.#pull(() => undefined));
  }

  #run(done: () => void): void {
    this.#event('Normal', 'Created', 'Container created');
    this.#host.after(this.#behaviour.startSeconds, () => {
      this.#event('Normal', 'Started', 'Container started');
      this.status.state = { running: { startedAt: timestamp(this.#host.now()) } };
      this.status.started = true;
      this.status.ready = this.#behaviour.readySeconds === 0;
      this.status.image = this.#image;
      this.status.imageID = imageId(this.#image);
      this.status.containerID = `containerd://${hexDigest(`${this.#host.podTitle}/${this.status.name}/${this.status.restartCount}`)}`;
      this.#host.publish();
      this.#watchRunning();
      done();
    });
  }

  #watchRunning(): void {
    const { readySeconds, crashSeconds } = this.#behaviour;
    if (crashSeconds !== null) this.#host.after(crashSeconds, () => this.#crash());
    if (readySeconds === null) this.#host.after(5, () => this.#probeFailed());
    else if (!this.status.ready) this.#host.after(readySeconds, () => this.#becomeReady());
  }

  #becomeReady(): void {
    if (!this.status.state?.running) return;
    this.status.ready = true;
    this.#host.publish();
  }

  #probeFailed(): void {
    if (!this.status.state?.running) return;
    this.#event('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');
    this.#host.after(60, () => this.#probeFailed());
  }

  #crash(): void {
    this.#exit(1);
    this.#host.publish();
    this.#host.after(1, () => this.#restart());
  }

  #exit(exitCode: number): void {
    const startedAt = this.status.state?.running?.startedAt;
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    const { containerID } = this.status;
    const finishedAt = timestamp(this.#host.now());
    this.status.state = {
      terminated: { exitCode, reason, ...(startedAt ? { startedAt } : {}), finishedAt, ...(containerID ? { containerID } : {}) },
    };
    this.status.ready = false;
    this.status.started = false;
  }

  #restart(): void {
    const last = this.status.state?.terminated;
    if (last) this.status.lastState = { terminated: last };
    const waitSeconds = crashBackoffSeconds(this.status);
    this.status.restartCount++;
    if (waitSeconds === 0) {
      this.#run(() => undefined);
      return;
    }
    const message = `back-off ${durationText(waitSeconds)} restarting failed container=${this.status.name} pod=${this.#host.podTitle}`;
    this.status.restartCount--;
    this.status.state = { waiting: { reason: 'CrashLoopBackOff', message } };
    this.#event('Warning', 'BackOff', `Back-off restarting failed container ${this.status.name} in pod ${this.#host.podTitle}`);
    this.#host.publish();
    this.#host.after(waitSeconds, () => {
      this.status.restartCount++;
      this.#run(() => undefined);
    });
  }
}
