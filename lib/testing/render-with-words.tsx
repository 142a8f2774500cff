import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactElement } from 'react';
import { IntlProvider } from 'use-intl';
import en from '#lib/messages/en.json' with { type: 'json' };

// Nothing here measures time: a busy machine may take as long as it needs.
configure({ asyncUtilTimeout: 30_000 });

/** What jsdom lacks and the components ask for. */
function fillBrowser(): void {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= (media) =>
    ({
      media,
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  HTMLCanvasElement.prototype.getContext = (() => null) as HTMLCanvasElement['getContext'];
}

/** Renders a component as a page does: English words, URL state, requests that never retry. */
export function renderWithWords(element: ReactElement, options: { search?: string } = {}) {
  fillBrowser();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <QueryClientProvider client={client}>
        <NuqsTestingAdapter searchParams={options.search ?? ''}>{element}</NuqsTestingAdapter>
      </QueryClientProvider>
    </IntlProvider>,
  );
}
