import type { Clock } from './clock.ts';
import type { ClusterApi } from './cluster-api.ts';
import { createClusterView } from './controllers/cluster-view.ts';
import type { Component, ControllerContext } from './controllers/controller-context.ts';
import { DaemonSetController } from './controllers/daemon-set/daemon-set-controller.ts';
import { DisruptionController } from './controllers/disruption-controller.ts';
import { EventExpiry } from './controllers/event-expiry.ts';
import { EventRecorder } from './controllers/event-recorder.ts';
import { GarbageCollector } from './controllers/garbage-collector.ts';
import { NamespaceController } from './controllers/namespace-controller.ts';
import { NodeLifecycle } from './controllers/node-lifecycle.ts';
import { PodGarbageCollector } from './controllers/pod-garbage-collector.ts';
import { QuotaController } from './controllers/quota-controller.ts';
import { ServiceAccountController } from './controllers/service-account-controller.ts';
import { TaintEviction } from './controllers/taint-eviction.ts';
import { Kubelet } from './kubelet/kubelet.ts';
import { NodeReporter } from './kubelet/node-reporter.ts';
import type { Random } from './random.ts';
import { Scheduler } from './scheduler/scheduler.ts';

export interface ComponentOptions {
  readonly api: ClusterApi;
  readonly clock: Clock;
  readonly random: Random;
  /** Factor on everything that takes a kubelet time. */
  readonly pace: number;
  readonly onError: (error: unknown, where: string) => void;
}

const WATCH_LAG_MS = 15;

/** Starts everything that makes the simulated cluster act: controllers, scheduler, kubelets. Returns the stop. */
export function startComponents(options: ComponentOptions): () => void {
  const { api, clock } = options;
  const events = new EventRecorder(api, clock);
  const managerView = createClusterView({ api, clock, lagMs: WATCH_LAG_MS });
  const nearView = createClusterView({ api, clock, lagMs: 0 });
  const contextFor = (name: string, view = nearView): ControllerContext => ({
    ...options,
    events,
    view,
    random: options.random.fork(name),
  });
  const components: Component[] = [
    new DaemonSetController(contextFor('daemonset', managerView)),
    new NodeLifecycle(contextFor('node-lifecycle')),
    new TaintEviction(contextFor('taint-eviction')),
    new PodGarbageCollector(contextFor('pod-garbage')),
    new GarbageCollector(contextFor('garbage')),
    new NamespaceController(contextFor('namespace')),
    new ServiceAccountController(contextFor('service-account')),
    new DisruptionController(contextFor('disruption')),
    new QuotaController(contextFor('quota')),
    new EventExpiry(contextFor('event-expiry')),
    new Scheduler(contextFor('scheduler')),
    new Kubelet(contextFor('kubelet')),
    new NodeReporter(contextFor('node')),
  ];
  managerView.start();
  nearView.start();
  return () => {
    for (const component of components) component.stop();
    managerView.stop();
    nearView.stop();
  };
}
