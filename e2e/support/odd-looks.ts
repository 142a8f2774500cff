import { expect, type Page } from '@playwright/test';
import type { FakeApiServer } from '../../lib/testing/fake-api-server.ts';
import { uidOf } from './odd-objects.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes are looked into
  readonly json: any;
}

/** What a look at the product needs. */
export interface OddRig {
  readonly api: FakeApiServer;
  readonly page: Page;
  readonly url: string;
  readonly ask: (path: string, init?: RequestInit) => Promise<Answer>;
}

/** One row of the matrix whose input comes from the cluster: what is right about it. */
export interface OddLook {
  readonly row: number;
  readonly what: string;
  readonly look: (rig: OddRig) => Promise<void>;
}

const FIRST_PAGE = { timeout: 30_000 };
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/;
const at = (row: number, name = 'agent') => `/daemonsets/row-${row}/${name}`;
const pageOf = (row: number, name = 'agent') => `/c/demo${at(row, name)}`;

async function openNode({ page, url }: OddRig, row: number, node: string) {
  await page.goto(`${url}${pageOf(row)}?node=${node}`);
  const panel = page.getByRole('region', { name: `Node ${node}` });
  await panel.getByTestId('verdict').waitFor(FIRST_PAGE);
  return panel;
}

function post({ ask }: OddRig, row: number, act: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  return ask(`${at(row)}/acts`, { method: 'POST', headers, body: JSON.stringify({ uid: uidOf(row), ...act }) });
}

/** Rows 54, 59 to 70 and 73. */
export const ODD_LOOKS: readonly OddLook[] = [
  {
    row: 54,
    what: 'bytes of a log',
    async look(rig) {
      const lines = [
        '\u001b[31mred\u001b[0m',
        '\u001b]8;;http://evil.test\u0007link\u001b]8;;\u0007',
        'first\rlast',
        'nul\u0000byte',
        'W'.repeat(20_000),
      ];
      const text = Buffer.concat([Buffer.from(`${lines.join('\n')}\nbad `), Buffer.from([0xff, 0xfe]), Buffer.from('\n')]);
      rig.api.script(({ path }) => path.endsWith('/pods/owned/log'), { status: 200, text }, 1_000);
      const panel = await openNode(rig, 61, 'n1');
      const logs = panel.getByRole('log');
      if (!(await logs.isVisible()))
        await panel
          .getByText(/^Logs?$/)
          .first()
          .click();
      await expect(logs).toContainText('red', FIRST_PAGE);
      const [said = ''] = await logs.allInnerTexts();
      const shown = said.split('\n');
      expect(shown.slice(0, 4)).toEqual(['red', 'link', 'last', 'nul\\u0000byte']);
      expect(shown[4]).toMatch(/^W{16384}.*3,?616/);
      expect(shown.join('\n')).toContain('bad \ufffd\ufffd');
      await expect(panel.getByRole('link', { name: 'link' })).toHaveCount(0);
    },
  },
  {
    row: 59,
    what: 'names that reorder or hide text',
    async look({ page, url }) {
      await page.goto(`${url}/c/demo?namespace=row-59`);
      await expect(page.getByText('a\\u202Eb').first()).toBeVisible(FIRST_PAGE);
      await expect(page.getByText('a\\u200Bb').first()).toBeVisible();
      expect(await page.locator('main').textContent()).not.toMatch(INVISIBLE);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    },
  },
  {
    row: 60,
    what: 'an object at the limits of size',
    async look({ ask }) {
      const detail = await ask(at(60));
      expect(detail.json).toMatchObject({ desired: 2, current: 1 });
      expect(detail.text.length).toBeLessThan(20_000);
      expect((await ask(`${at(60)}/nodes`)).text).not.toContain('zzzz');
      const diff = await ask(`${at(60)}/revisions/diff?from=agent-1&to=agent-2`);
      expect(diff.status, diff.text.slice(0, 300)).toBe(200);
      expect(diff.text).toContain('tooLarge');
      expect(diff.text.length).toBeLessThan(512 * 1024);
    },
  },
  {
    row: 61,
    what: 'Pods that are not owned',
    async look(rig) {
      const { json } = await rig.ask(`${at(61)}/nodes`);
      const own = json.nodes.find(({ node }: { node: string }) => node === 'n1').pods;
      expect(own.map(({ name }: { name: string }) => name)).toEqual(['owned']);
      const room = await rig.ask(`${at(61)}/nodes/n1/resources`);
      expect(room.json.strangers.map(({ name }: { name: string }) => name).sort()).toEqual([
        'elsewhere',
        'many',
        'orphan',
        'twice',
      ]);
      for (const [index, name] of ['many', 'elsewhere', 'twice', 'orphan'].entries()) {
        const refused = await post(rig, 61, { act: 'deletePod', pod: { name, uid: uidOf(61, index + 2) } });
        expect([404, 409], `${name} ${refused.text}`).toContain(refused.status);
      }
      expect(rig.api.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    },
  },
  {
    row: 62,
    what: 'Pods and DaemonSets that say nothing of themselves',
    async look({ ask }) {
      const { json } = await ask(at(62));
      expect(json).toMatchObject({ phase: 'notObserved', ready: 0, available: 0 });
      expect((await ask(at(62, 'silent'))).json).toMatchObject({ phase: 'notObserved', ready: 0 });
      const rows = (await ask(`${at(62)}/nodes`)).json.nodes as { node: string; state: string }[];
      expect(rows.filter(({ state }) => state === 'available' || state === 'ready')).toEqual([]);
      expect(rows.find(({ node }) => node === 'n2')?.state).toBe('starting');
    },
  },
  {
    row: 63,
    what: 'counts that cannot be',
    async look({ ask, page, url }) {
      const { json } = await ask(at(63));
      expect(json.status).toMatchObject({ desiredNumberScheduled: -1, numberReady: 99 });
      expect(json).toMatchObject({ desired: 2, ready: 1, flags: expect.arrayContaining(['drift']) });
      await page.goto(url + pageOf(63));
      await expect(page.getByRole('grid')).toBeVisible(FIRST_PAGE);
      const title = await page.title();
      expect(title).not.toMatch(/-\d|NaN|Infinity/);
    },
  },
  {
    row: 64,
    what: 'quantities that are none',
    async look(rig) {
      const { json } = await rig.ask(`${at(64)}/nodes/n2/resources`);
      const cpu = json.resources.find(({ resource }: { resource: string }) => resource === 'cpu');
      expect(cpu).toMatchObject({ unknown: true, unreadable: ['1e'] });
      const panel = await openNode(rig, 64, 'n2');
      const counted = panel.getByText('No quantity, so not counted').first();
      if (!(await counted.isVisible())) await panel.getByRole('heading', { name: 'Room' }).click();
      await expect(counted).toBeVisible(FIRST_PAGE);
      await expect(panel.getByText('free ?').first()).toBeVisible();
    },
  },
  {
    row: 65,
    what: 'times that no cluster has lived through',
    async look(rig) {
      const { page, url } = rig;
      await page.goto(`${url}/c/demo?namespace=row-65&sort=age`);
      await expect(page.getByRole('link', { name: 'timeless' })).toBeVisible(FIRST_PAGE);
      const [list = ''] = await page.locator('main').allInnerTexts();
      expect(list).not.toMatch(/-\d+[smhdy]\b|Invalid|NaN|<invalid>/);
      const panel = await openNode(rig, 65, 'n1');
      await expect(panel).toContainText(/skew.*(3h|2h59m|179m)|(3h|2h59m|179m).*skew/i);
      const [facts = ''] = await (await openNode(rig, 65, 'n2')).allInnerTexts();
      expect(facts).not.toMatch(/-\d+[smhdy]\b|Invalid|NaN/);
    },
  },
  {
    row: 66,
    what: 'revisions that cannot be read',
    async look(rig) {
      const { json } = await rig.ask(`${at(66)}/revisions`);
      const faults = json.revisions.map(({ name, fault }: { name: string; fault: string | null }) => [name, fault]);
      expect(faults).toEqual([
        ['agent-1', null],
        ['agent-2', 'dataMissing'],
        ['agent-3', 'otherKind'],
        ['agent-4', 'patchOnly'],
        ['agent-5', 'sameNumber'],
        ['agent-6', 'sameNumber'],
      ]);
      for (const revision of [2, 3, 4, 5]) {
        const refused = await post(rig, 66, { act: 'undo', revision });
        expect([404, 409], `${revision}: ${refused.text}`).toContain(refused.status);
      }
    },
  },
  {
    row: 67,
    what: 'selectors that match everything, nothing, or not the template',
    async look({ ask }) {
      expect((await ask(at(67))).json).toMatchObject({ current: 1, stale: 0, updated: 1 });
      for (const name of ['nothing', 'mismatch']) expect((await ask(at(67, name))).json).toMatchObject({ current: 0, stale: 0 });
    },
  },
  {
    row: 68,
    what: 'a Node of 100 taints and 500 labels, and another one of its name',
    async look({ api, ask }) {
      const crowded = async () =>
        (await ask(`${at(68)}/nodes`)).json.nodes.find(({ node }: { node: string }) => node === 'crowded');
      expect((await crowded()).shouldRun).toBe(false);
      expect((await crowded()).reasons).toHaveLength(100);
      api.objects.remove('nodes', 'crowded');
      api.objects.put('nodes', 'crowded', { status: {} });
      await expect(async () => expect((await crowded())?.shouldRun).toBe(true)).toPass();
      expect((await crowded()).reasons).toEqual([]);
    },
  },
  {
    row: 69,
    what: 'events of a watch that no API server sends',
    async look({ api, ask }) {
      const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'a', namespace: 'b', uid: 'c' } };
      const events: unknown[] = [
        { type: 'MODIFIED', object: { kind: 'DaemonSet' } },
        { type: 'RENAMED', object: daemonSet },
        { type: 'ERROR', object: { kind: 'Status' } },
        { type: 'ADDED', object: { ...daemonSet, kind: 'Secret' } },
        { type: 'ADDED', object: { ...daemonSet, metadata: { ...daemonSet.metadata, resourceVersion: '' } } },
        { type: 'BOOKMARK', object: { kind: 'DaemonSet', metadata: { resourceVersion: 'x'.repeat(5_000) } } },
        'no JSON',
      ];
      for (const [index, event] of events.entries()) {
        const lists = api.requests.filter(({ plural }) => plural === 'daemonsets').length;
        if (typeof event === 'string') api.watch('daemonsets').raw(`${event}\n`);
        else api.watch('daemonsets').line(event);
        if (index !== 5) await api.until(() => api.requests.filter(({ plural }) => plural === 'daemonsets').length > lists);
        const name = `after-${index}`;
        api.objects.put('daemonsets', name, { namespace: 'row-69', metadata: { uid: uidOf(69, index + 1) } });
        await expect(async () => expect((await ask(at(69, name))).status).toBe(200)).toPass({ timeout: 30_000 });
      }
    },
  },
  {
    row: 70,
    what: 'ten thousand repeats of an event: of so many the first five hundred are read',
    async look({ ask }) {
      const { json } = await ask(`${at(70)}/causes`);
      const said = json.events.filter(({ reason }: { reason: string }) => reason === 'FailedCreate');
      expect(said).toEqual([expect.objectContaining({ count: 500, lastAt: '2026-01-01T00:00:00.000499Z' })]);
    },
  },
  {
    row: 73,
    what: 'refusals of the API server with hostile words',
    async look({ api, ask, url }) {
      const message = `<img src=x onerror=window.executed=1>\u202e\n${'x'.repeat(5_000)} eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl`;
      for (const [code, wanted] of [
        [403, 403],
        [404, 404],
        [409, 409],
        [422, 502],
      ]) {
        const body = { kind: 'Status', code, reason: message, message, details: { causes: [{ reason: message, message }] } };
        api.script(({ path }) => path.endsWith('/pods/hostile/log'), { status: Number(code), body });
        const { status, json } = await ask('/pods/row-61/hostile/log');
        expect(status, `${code} ${JSON.stringify(json)}`).toBe(wanted);
        expect(json.error.message.length).toBeLessThanOrEqual(200);
        expect(json.error.message).not.toMatch(/[\p{C}]|eyJhbGciOi/u);
      }
      expect((await fetch(`${url}/livez`)).status).toBe(200);
    },
  },
];
