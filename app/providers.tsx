'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, Suspense, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { LanguageFromUrl } from '#components/shell/language-from-url.tsx';
import type { Messages } from '#lib/messages/load-messages.ts';

interface ProvidersProps {
  readonly locale: string;
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** What every page stands on: words, URL state, requests. */
export function Providers({ locale, messages, children }: ProvidersProps) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } }),
  );
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <Suspense>
            <LanguageFromUrl />
          </Suspense>
          {children}
        </NuqsAdapter>
      </QueryClientProvider>
    </IntlProvider>
  );
}
