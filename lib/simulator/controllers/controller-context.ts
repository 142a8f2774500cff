import type { Clock } from '../clock.ts';
import type { ClusterApi } from '../cluster-api.ts';
import type { Random } from '../random.ts';
import type { ClusterView } from './cluster-view.ts';
import type { EventRecorder } from './event-recorder.ts';

/** What every simulated component works with. */
export interface ControllerContext {
  readonly api: ClusterApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly view: ClusterView;
  readonly events: EventRecorder;
  /** Factor on everything that takes a kubelet time; 1 is as on a usual Node. */
  readonly pace: number;
  /** Receives failures that a component retries; anything but an ApiError is a fault of the simulator itself. */
  readonly onError: (error: unknown, where: string) => void;
}

/** A running component. */
export interface Component {
  stop(): void;
}
