'use client';
import { useSyncExternalStore } from 'react';

interface KeyCapsProps {
  readonly presses: readonly string[];
}

const unchanging = () => () => undefined;
const onMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of an action as they stand on this machine's keyboard. */
export function KeyCaps({ presses }: KeyCapsProps) {
  const mac = useSyncExternalStore(unchanging, onMac, () => false);
  return (
    <kbd className="inline-flex gap-1 text-2xs whitespace-nowrap">
      {presses.map((press) => (
        <span key={press} className="rounded border border-line bg-hover px-1.5 py-0.5">
          {capOf(press, mac)}
        </span>
      ))}
    </kbd>
  );
}

function capOf(press: string, mac: boolean): string {
  if (!press.startsWith('Mod+')) return press;
  const key = press.slice('Mod+'.length).toUpperCase();
  return mac ? `⌘ ${key}` : `Ctrl ${key}`;
}
