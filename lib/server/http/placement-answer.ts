import 'server-only';
import type { PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { readPlacedNodes, readPlacedTemplate } from '#lib/kubernetes/placement-request.ts';
import { correctedManifest } from '#lib/kubernetes/removed-api.ts';
import { expectObject } from '#lib/kubernetes/shape.ts';
import { compilePlacement } from '#lib/rollout/placement.ts';
import { findHub, findReadyHub } from './find-hub.ts';
import { readJsonBody } from './read-body.ts';
import { invalidBody, readInput } from './read-input.ts';
import { readQuery } from './read-query.ts';
import { reasonText } from './reason-text.ts';
import { quoted, Refusal } from './refusal.ts';
import { isReference, whatIfAnswer } from './what-if-answer.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_DAEMON_SET_BYTES = 64 * 1024;
const MOST_DEPTH = 16;
const MEMBERS = ['daemonSet', 'nodes', 'template', 'changes'];

/**
 * `{verdicts}`: the controller's verdict for a DaemonSet that need not exist, on the given Nodes or on the cluster's own.
 * Where `daemonSet` is `{namespace, name}` of one that does exist: what would follow from `template` and `changes`, see
 * `whatIfAnswer`. Nothing is stored or sent anywhere. Throws Refusal.
 */
export async function placementAnswer(request: Request, { cluster }: { readonly cluster: string }) {
  readQuery(request, []);
  findHub(cluster);
  const body = await readJsonBody(request, MOST_BYTES);
  refuseForm(body);
  if (isReference(body.daemonSet)) return whatIfAnswer(cluster, body, body.daemonSet);
  const { template, nodes } = readRequest(body);
  const placementOf = compilePlacement(template);
  const verdicts = (nodes ?? (await nodesOf(cluster))).map((node) => {
    const { shouldRun, shouldContinueRunning, reasons } = placementOf(node);
    const texts = reasons.map((reason) => ({ text: reasonText(reason), ...reason }));
    return { node: node.metadata.name, shouldRun, shouldContinueRunning, reasons: texts };
  });
  return { verdicts };
}

async function nodesOf(cluster: string): Promise<readonly Node[]> {
  const { hub } = await findReadyHub(cluster);
  const nodes = hub.rollout.nodes();
  return [...nodes.keys()].sort().flatMap((name) => nodes.get(name) ?? []);
}

function refuseForm(body: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(body).find((key) => !MEMBERS.includes(key));
  if (unknown !== undefined) {
    throw invalidBody(unknown.slice(0, 80), `${quoted(unknown)} is no member of this body; allowed are ${MEMBERS.join(', ')}.`);
  }
  if (isDeeperThan(body, MOST_DEPTH)) throw invalidBody('body', `The body must not be nested deeper than ${MOST_DEPTH} levels.`);
  for (const field of ['daemonSet', 'template']) {
    if (Buffer.byteLength(JSON.stringify(body[field] ?? null)) > MOST_DAEMON_SET_BYTES) {
      throw new Refusal('body.tooLarge', `${field} must not exceed ${MOST_DAEMON_SET_BYTES} bytes.`, { field });
    }
  }
}

function readRequest(body: Readonly<Record<string, unknown>>): { template: PodTemplateSpec; nodes: readonly Node[] | null } {
  const misplaced = ['template', 'changes'].find((member) => body[member] !== undefined);
  if (misplaced !== undefined) {
    throw invalidBody(misplaced, `${misplaced} needs a daemonSet of the cluster, named as {"namespace", "name"}.`);
  }
  return readInput(() => {
    refuseRemovedApi(expectObject(body.daemonSet, 'daemonSet'));
    const template = readPlacedTemplate(body.daemonSet, 'daemonSet');
    return { template, nodes: body.nodes === undefined ? null : readPlacedNodes(body.nodes, 'nodes') };
  });
}

function refuseRemovedApi(manifest: Readonly<Record<string, unknown>>): void {
  const corrected = correctedManifest(manifest);
  if (corrected === null) return;
  const sentence = `daemonSet.apiVersion: ${manifest.apiVersion} was removed in Kubernetes 1.16; use apps/v1, see "corrected".`;
  throw new Refusal('body.invalid', sentence, { field: 'daemonSet.apiVersion', corrected });
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
