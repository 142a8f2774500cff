import { test as base, expect } from '@playwright/test';
import { DaemonSetPage } from './daemon-set-page.ts';
import { FleetPage } from './fleet-page.ts';
import { type Product, startProduct } from './product.ts';

interface Cluster {
  readonly scenario: string;
  readonly nodes: number;
}

interface Pages {
  readonly fleet: FleetPage;
  readonly daemonSet: DaemonSetPage;
}

/** The tests' own `test`: `product` is the built product on the `cluster` that the file asks for, one per worker. */
export const test = base.extend<Pages, { cluster: Cluster; product: Product }>({
  cluster: [
    { scenario: 'healthy-fleet', nodes: 12 },
    { option: true, scope: 'worker' },
  ],
  product: [
    async ({ cluster }, use) => {
      const product = await startProduct(cluster);
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  fleet: async ({ page }, use) => use(new FleetPage(page)),
  daemonSet: async ({ page }, use) => use(new DaemonSetPage(page)),
});

export { expect };
