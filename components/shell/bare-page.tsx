import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** The frame of a page that belongs to no cluster: whose it is, and what it says. */
export function BarePage({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="flex h-11 items-center gap-2 border-b border-line bg-panel px-4 text-sm font-semibold tracking-tight">
        <Logo />
        Rollcall
      </header>
      <main>{children}</main>
    </>
  );
}
