import type { Page } from '@playwright/test';
import { HOSTILE_ACT_VIEWS } from './support/hostile-act-views.ts';
import { HOSTILE_STRINGS } from './support/hostile-strings.ts';
import type { HostileView } from './support/hostile-view.ts';
import { HOSTILE_VIEWS } from './support/hostile-views.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'healthy-fleet', nodes: 4 } });

const NAMESPACE = 'default';
const NAME = 'hostile';
const all = HOSTILE_STRINGS.join('\n');

interface Hurt {
  executed?: unknown;
  reports?: string[];
}

/** Everything that a cluster lets its users write in free text; returns the Node that it is about. */
async function plant(api: string): Promise<string> {
  const send = async (method: string, path: string, body: object, type = 'application/json') => {
    const answer = await fetch(api + path, { method, body: JSON.stringify(body), headers: { 'content-type': type } });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return (await answer.json()) as { metadata: { uid: string } };
  };
  const annotations = Object.fromEntries(HOSTILE_STRINGS.map((text, index) => [`hostile.example/${index}`, text]));
  const labels = { app: NAME };
  const container = {
    name: 'main',
    image: 'registry.example/x:1',
    env: HOSTILE_STRINGS.map((value, index) => ({ name: `V${index}`, value })),
  };
  const template = {
    metadata: { labels, annotations },
    spec: { containers: [container], tolerations: [{ operator: 'Exists' }] },
  };
  const metadata = { name: NAME, annotations: { ...annotations, 'kubernetes.io/change-cause': all } };
  const made = await send('POST', `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets`, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { selector: { matchLabels: labels }, template, updateStrategy: { type: 'OnDelete' } },
  });
  const nodes = (await (await fetch(`${api}/api/v1/nodes`)).json()) as { items: { metadata: { name: string } }[] };
  const [node] = nodes.items.sort((left, right) => (left.metadata.name < right.metadata.name ? -1 : 1));
  if (node === undefined) throw new Error('The cluster has no Node.');
  const conditions = HOSTILE_STRINGS.slice(0, 20).map((message, index) => ({
    type: `Hostile${index}`,
    status: 'True',
    reason: message.slice(0, 200),
    message,
  }));
  await send('PATCH', `/api/v1/nodes/${node.metadata.name}/status`, { status: { conditions } }, 'application/merge-patch+json');
  for (const [index, message] of HOSTILE_STRINGS.entries()) {
    const regarding =
      index % 2 === 0
        ? { kind: 'DaemonSet', name: NAME, namespace: NAMESPACE, uid: made.metadata.uid }
        : { kind: 'Node', name: node.metadata.name };
    await send('POST', `/api/v1/namespaces/${NAMESPACE}/events`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `hostile.${index}` },
      involvedObject: regarding,
      type: 'Warning',
      reason: message.slice(0, 100),
      message: message.slice(0, 1_000),
      lastTimestamp: new Date().toISOString(),
      source: { component: message.slice(0, 60) },
    });
  }
  const turned = container.env.map(({ name, value }, index) => ({ name, value: index % 2 === 0 ? `${value}.` : value }));
  const next = { template: { spec: { containers: [{ ...container, image: 'registry.example/x:2', env: turned }] } } };
  await send('PATCH', `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets/${NAME}`, { spec: next }, 'application/merge-patch+json');
  return node.metadata.name;
}

/** Notes what ran and what the policy reported, from before the first script of the page. */
function watchPage(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const hurt = window as unknown as Hurt;
    hurt.reports = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      hurt.reports?.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
}

async function expectUnhurt(page: Page, view: string): Promise<void> {
  const found = await page.evaluate(() => {
    const hurt = window as unknown as Hurt;
    const planted =
      'iframe,object,embed,base,marquee,math,video,audio,form,template,svg script,[srcdoc],[onerror],[onload],[onfocus],[ontoggle]';
    const links = [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).protocol);
    return {
      executed: hurt.executed,
      reports: hurt.reports,
      planted: [...document.querySelectorAll(planted)].map(({ outerHTML }) => outerHTML.slice(0, 200)),
      links: links.filter((protocol) => protocol !== 'http:' && protocol !== 'https:'),
      invisible: /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/.test(document.body.textContent ?? ''),
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
  expect(found, view).toEqual({ executed: undefined, reports: [], planted: [], links: [], invisible: false, overflow: 0 });
}

/** The cluster is one for all tests of the worker. */
let planted: Promise<string> | null = null;

async function lookAt(views: readonly HostileView[], page: Page, api: string): Promise<void> {
  planted ??= plant(api);
  const node = await planted;
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => problems.push(dialog.message()));
  await watchPage(page);
  await page.route('**/log?*', (route) =>
    route.fulfill({ contentType: 'text/plain', body: `${all}\n\u001b[31mred\u001b]8;;javascript:x\u0007link\r` }),
  );
  for (const { name, open } of views) {
    await test.step(name, async () => {
      await open(page, node);
      await expectUnhurt(page, name);
    });
  }
  expect(problems).toEqual([]);
}

test('[HOSTILE-4] sixty hostile strings in every field that the cluster controls stay text in list, page and panels', async ({
  page,
  product,
}) => {
  test.setTimeout(360_000);
  expect(HOSTILE_STRINGS).toHaveLength(60);
  await lookAt(HOSTILE_VIEWS, page, product.simulator.url);
});

test('[HOSTILE-5] so they do in every dialog, in the matrix, on a Node, on a wall, and in names of an address', async ({
  page,
  product,
}) => {
  test.setTimeout(360_000);
  await lookAt(HOSTILE_ACT_VIEWS, page, product.simulator.url);
});
