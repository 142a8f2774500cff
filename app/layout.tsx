import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './fonts/fonts.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { THEME_SCRIPT } from '#components/shell/theme.ts';
import { TRUSTED_TYPES_SCRIPT } from '#components/shell/trusted-types.ts';
import { EARLY_SNAPSHOT_SCRIPT } from '#lib/client/early-snapshot.ts';
import { loadMessages } from '#lib/messages/load-messages.ts';
import { LANGUAGE_COOKIE, resolveLocale } from '#lib/messages/locale.ts';
import { BUILD_ID } from '#lib/server/engine/build-id.ts';
import { Providers } from './providers.tsx';

export const metadata: Metadata = { title: 'Rollcall', icons: { icon: '/icon.svg' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

const FIRST_SCRIPT = [TRUSTED_TYPES_SCRIPT, THEME_SCRIPT, EARLY_SNAPSHOT_SCRIPT].join('\n;');

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()]);
  const locale = resolveLocale(cookieStore.get(LANGUAGE_COOKIE)?.value, headerStore.get('accept-language'));
  const nonce = headerStore.get('x-nonce') ?? undefined;
  return (
    <html lang={locale} data-build={BUILD_ID} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants; they must run before the first paint */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: FIRST_SCRIPT }} />
      </head>
      <body>
        <Providers locale={locale} messages={await loadMessages(locale)}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
