import type { Summary } from '#lib/rollout/summary.ts';
import type { World } from '#lib/testing/contract/world.ts';
import type { ActCluster, Answered, DaemonSetName } from './act-cluster.ts';

/** A started dashboard: where it is and its token for scripts. */
export interface StartedDashboard {
  readonly url: string;
  readonly token: string;
}

/** A cluster behind a dashboard that answers over HTTP, as a script would ask it. */
export function dashboardCluster({ url, token }: StartedDashboard, world: World, slug: string): ActCluster {
  const authorization = `Bearer ${token}`;
  const pathOf = ({ namespace, name }: DaemonSetName) => `${url}/api/c/${slug}/daemonsets/${namespace}/${name}`;
  const pathOfNode = (node: string) => `${url}/api/c/${slug}/nodes/${node}`;
  const read = (path: string) => fetch(path, { headers: { authorization } });
  const post = async (path: string, body: string) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${path}/acts`, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Answered['body'] };
  };
  return {
    world,
    post: (daemonSet, body) => post(pathOf(daemonSet), body),
    access: async (daemonSet) => (await read(`${pathOf(daemonSet)}/access`)).json(),
    postToNode: (node, body) => post(pathOfNode(node), body),
    async nodeAccess(node, namespaces) {
      const query = new URLSearchParams(namespaces.map((namespace) => ['namespace', namespace]));
      return (await read(`${pathOfNode(node)}/access?${query}`)).json();
    },
    async summary(daemonSet) {
      const response = await read(pathOf(daemonSet));
      return response.ok ? ((await response.json()) as Summary) : undefined;
    },
    stop: async () => world.api.close(),
  };
}
