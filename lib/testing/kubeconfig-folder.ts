import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { stringify } from 'yaml';
import { type Discovery, type DiscoveryOptions, discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';

/** A folder for each test of a file, with kubeconfigs in it, and the search for clusters there. */
export interface KubeconfigFolder {
  path(): string;
  /** Writes a file, as YAML unless it is text; returns where. */
  write(name: string, content: unknown): string;
  discover(options?: Partial<DiscoveryOptions>): Discovery;
}

/** Makes a folder before each test of the file that calls it, and removes it after. */
export function kubeconfigFolder(): KubeconfigFolder {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rollcall-kubeconfig-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: () => folder,
    write(name, content) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : stringify(content));
      return file;
    },
    discover: (options = {}) =>
      discoverClusters({
        environment: {},
        homeDirectory: folder,
        serviceAccountDirectory: path.join(folder, 'service-account'),
        ...options,
      }),
  };
}

/** A kubeconfig of one context. */
export const aKubeconfig = (
  name: string,
  parts: { server?: string; cluster?: object; user?: object; namespace?: string } = {},
) => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': name,
  clusters: [{ name, cluster: { server: parts.server ?? `https://${name}.example:6443`, ...parts.cluster } }],
  contexts: [{ name, context: { cluster: name, user: name, ...(parts.namespace ? { namespace: parts.namespace } : {}) } }],
  users: [{ name, user: parts.user ?? { token: `token-of-${name}` } }],
});
