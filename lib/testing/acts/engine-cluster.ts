import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { accessAnswer, nodeAccessAnswer } from '#lib/server/http/access-answer.ts';
import { actsAnswer, nodeActsAnswer } from '#lib/server/http/acts-answer.ts';
import { answer } from '#lib/server/http/answer.ts';
import type { DaemonSetParams } from '#lib/server/http/find-daemon-set.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import type { WriteOperations } from '#lib/server/kubernetes/operations.ts';
import type { ApiAccess } from '#lib/testing/contract/api-client.ts';
import { World } from '#lib/testing/contract/world.ts';
import { silentLogger } from '#lib/testing/fake-api-server-rig.ts';
import type { ActCluster, Answered } from './act-cluster.ts';

const CLUSTER = 'main';

export interface EngineCluster extends ActCluster {
  /** The connection's own writes. */
  readonly writes: WriteOperations;
}

interface EngineClusterOptions {
  /** The text of a kubeconfig. */
  readonly kubeconfig: string;
  readonly access: ApiAccess;
  readonly readOnly?: boolean;
}

/** The product's engine in this process on a cluster, asked through the handlers of its routes. */
export async function engineCluster({ kubeconfig, access, readOnly = false }: EngineClusterOptions): Promise<EngineCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rollcall-acts-'));
  await writeFile(path.join(folder, 'config'), kubeconfig);
  const asked = { kubeconfig: path.join(folder, 'config'), environment: {}, homeDirectory: folder };
  const [context] = discoverClusters(asked).contexts;
  if (!context) throw new Error('the kubeconfig has no context');
  const entry = { slug: CLUSTER, context: CLUSTER, server: context.server.origin, current: true, readOnly };
  const connect = () => openClusterConnection(context, { clock: systemClock, random: Math.random, logger: silentLogger });
  const engine = new Engine({
    catalog: { problem: null, list: () => [entry], connect },
    clock: systemClock,
    logger: silentLogger,
    random: Math.random,
    newEpoch: () => 'epoch',
    newRollout: () => createClusterRollout(),
    startedAt: new Date().toISOString(),
  });
  replaceRunningEngine(engine);
  engine.start();
  const hub = engine.hub(CLUSTER);
  if (!hub || !(await hub.whenReady(30_000))) throw new Error('the cluster was not listed');
  const world = new World(access);
  const stop = async () => {
    await engine.stop();
    world.api.close();
    await rm(folder, { recursive: true });
  };
  return {
    world,
    writes: hub.connection.writes,
    post: ({ namespace, name }, body) => ask(acts, { namespace, name }, { method: 'POST', body, headers: JSON_BODY }),
    access: async ({ namespace, name }) => (await ask<DaemonSetParams, never>(accessTo, { namespace, name })).body,
    postToNode: (node, body) => ask(nodeActs, { node }, { method: 'POST', body, headers: JSON_BODY }),
    nodeAccess: async (node, namespaces) => {
      const query = new URLSearchParams(namespaces.map((namespace) => ['namespace', namespace]));
      return (await ask<OneNode, never>(nodeAccess, { node }, {}, `?${query}`)).body;
    },
    summary: async ({ namespace, name }) => hub.rollout.detail(hub.rollout.uidOf(namespace, name) ?? ''),
    stop,
  };
}

interface OneNode {
  readonly cluster: string;
  readonly node: string;
}

type Route<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const JSON_BODY = { 'content-type': 'application/json' };
const acts = answer<DaemonSetParams>(async (request, params) => jsonResponse(await actsAnswer(request, params)));
const accessTo = answer<DaemonSetParams>(async (request, params) => jsonResponse(await accessAnswer(request, params)));
const nodeActs = answer<OneNode>(async (request, params) => jsonResponse(await nodeActsAnswer(request, params)));
const nodeAccess = answer<OneNode>(async (request, params) => jsonResponse(await nodeAccessAnswer(request, params)));

async function ask<Params extends { cluster: string }, Body = Answered['body']>(
  route: Route<Params>,
  name: Omit<Params, 'cluster'>,
  init: RequestInit = {},
  query = '',
) {
  const response = await route(new Request(`http://127.0.0.1/${query}`, init), {
    params: Promise.resolve({ cluster: CLUSTER, ...name } as Params),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
