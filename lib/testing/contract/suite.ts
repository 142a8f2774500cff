import { afterAll, beforeAll, describe, vi } from 'vitest';
import { accessLaws } from './access-laws.ts';
import { createLaws } from './create-laws.ts';
import { daemonOwnershipLaws } from './daemon-ownership-laws.ts';
import { daemonPlacementLaws } from './daemon-placement-laws.ts';
import { daemonPodLaws } from './daemon-pod-laws.ts';
import { daemonRevisionLaws } from './daemon-revision-laws.ts';
import { daemonUpdateLaws } from './daemon-update-laws.ts';
import { deleteLaws } from './delete-laws.ts';
import { discoveryLaws } from './discovery-laws.ts';
import { errorLaws } from './error-laws.ts';
import { evictionLaws } from './eviction-laws.ts';
import { kubeletLaws } from './kubelet-laws.ts';
import { listLaws } from './list-laws.ts';
import { nodeLaws } from './node-laws.ts';
import { patchLaws } from './patch-laws.ts';
import { schedulerLaws } from './scheduler-laws.ts';
import { selectorLaws } from './selector-laws.ts';
import { statusLaws } from './status-laws.ts';
import { tableLaws } from './table-laws.ts';
import { validationLaws } from './validation-laws.ts';
import { watchLaws } from './watch-laws.ts';
import { type ContractCluster, World } from './world.ts';

/** A group of laws; `world` may be called inside a law. */
export type Laws = (world: () => World) => void;

const GROUPS = {
  discovery: discoveryLaws,
  list: listLaws,
  watch: watchLaws,
  selectors: selectorLaws,
  tables: tableLaws,
  create: createLaws,
  validation: validationLaws,
  patch: patchLaws,
  delete: deleteLaws,
  eviction: evictionLaws,
  'status and dry run': statusLaws,
  access: accessLaws,
  errors: errorLaws,
  nodes: nodeLaws,
  kubelet: kubeletLaws,
  scheduler: schedulerLaws,
  'daemon Pods': daemonPodLaws,
  'daemon ownership': daemonOwnershipLaws,
  'daemon placement': daemonPlacementLaws,
  'daemon revisions': daemonRevisionLaws,
  'daemon updates': daemonUpdateLaws,
} satisfies Record<string, Laws>;

const LAW_WITHIN_MS = 90_000; // Two waits of the world's patience.
const START_WITHIN_MS = 900_000; // A first start of the real control plane builds it.

/**
 * The laws that any API server with controllers must obey for Rollcall to be right about it, over the wire only.
 * `start` gives a cluster of the suite's own, without Nodes.
 */
export function contractSuite(name: string, start: () => Promise<ContractCluster>): void {
  vi.setConfig({ testTimeout: LAW_WITHIN_MS, hookTimeout: LAW_WITHIN_MS });
  describe(name, () => {
    let cluster: ContractCluster | undefined;
    let world: World | undefined;
    beforeAll(async () => {
      cluster = await start();
      world = new World(cluster.access);
    }, START_WITHIN_MS);
    afterAll(async () => {
      world?.api.close();
      await cluster?.stop();
    });
    for (const [group, laws] of Object.entries(GROUPS)) {
      describe(group, () =>
        laws(() => {
          if (!world) throw new Error('The cluster did not start.');
          return world;
        }),
      );
    }
  });
}
