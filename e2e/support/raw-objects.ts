import { expect } from '@playwright/test';
import type { Simulator } from './simulator.ts';

/** What runs on a simulated cluster. */
interface OnCluster {
  readonly simulator: Simulator;
}

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
export async function readObject({ simulator }: OnCluster, path: string): Promise<RawObject> {
  const answer = await fetch(`${simulator.url}${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as RawObject;
}

/** Creates an object, patches it as `kubectl patch` does, or deletes it. */
export async function writeObject(
  { simulator }: OnCluster,
  path: string,
  method: 'POST' | 'PATCH' | 'DELETE',
  body: object,
): Promise<void> {
  const type = method === 'PATCH' ? 'application/strategic-merge-patch+json' : 'application/json';
  const url = `${simulator.url}${path}?fieldManager=e2e`;
  const answer = await fetch(url, { method, headers: { 'content-type': type }, body: JSON.stringify(body) });
  expect(answer.ok, `${method} ${path}: ${answer.ok ? '' : await answer.text()}`).toBe(true);
}
