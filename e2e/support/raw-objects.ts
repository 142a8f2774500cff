import { expect } from '@playwright/test';
import type { Product } from './product.ts';

/** An object as the simulated cluster's API has it. */
export interface RawObject {
  readonly kind?: string;
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly updateStrategy?: object;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly items?: readonly RawObject[];
}

/** Reads an object of the cluster behind the product. */
export async function readObject({ simulator }: Product, path: string): Promise<RawObject> {
  const answer = await fetch(`${simulator.url}${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as RawObject;
}

/** Creates an object, patches it as `kubectl patch` does, or deletes it. */
export async function writeObject(
  { simulator }: Product,
  path: string,
  method: 'POST' | 'PATCH' | 'DELETE',
  body: object,
): Promise<void> {
  const type = method === 'PATCH' ? 'application/strategic-merge-patch+json' : 'application/json';
  const url = `${simulator.url}${path}?fieldManager=e2e`;
  const answer = await fetch(url, { method, headers: { 'content-type': type }, body: JSON.stringify(body) });
  expect(answer.ok, `${method} ${path}: ${answer.ok ? '' : await answer.text()}`).toBe(true);
}

interface LoosePod {
  /** The DaemonSet whose selector matches it. */
  readonly owner: RawObject;
  /** Nothing controls it when it is absent. */
  readonly controller?: RawObject | undefined;
  /** In place of those that the selector asks for. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly finalizers?: readonly string[];
  readonly nodeName?: string;
}

/** A Pod that looks like one of a DaemonSet, on no Node unless one is named; no scheduler takes it. */
export function aLooseClusterPod(name: string, { owner, controller, nodeName, labels, finalizers = [] }: LoosePod): object {
  const chosen = { ...(labels ?? owner.spec?.selector?.matchLabels), 'pod-template-generation': '1' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: chosen, finalizers, ownerReferences: controller ? [referenceTo(controller)] : [] },
    spec: { schedulerName: 'nobody', nodeName, containers: [{ name: 'main', image: 'registry.example.com/x:1' }] },
  };
}

/** Items of a list carry no kind: then it is a Node. */
function referenceTo({ kind = 'Node', metadata }: RawObject): object {
  const apiVersion = kind === 'Node' ? 'v1' : 'apps/v1';
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true };
}
