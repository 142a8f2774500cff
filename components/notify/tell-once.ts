'use client';
import { type BellAddress, readBell, writeBell } from './bell-store.ts';
import type { Seen } from './rollout-news.ts';

/** What a browser notification says. */
export interface Note {
  readonly title: string;
  readonly body: string;
  /** Opens the page of the DaemonSet in this tab. */
  readonly onOpen: () => void;
}

/**
 * Shows a notification in one tab of this browser, in whichever comes first: what was told is remembered under one lock, so
 * that neither another tab nor this one after a reload tells it again. Without a note it is only remembered.
 */
export async function tellOnce(address: BellAddress, seen: Seen, note: Note | null): Promise<void> {
  await withLock(() => {
    const told = readBell(address);
    if (told === null || (told.uid === seen.uid && told.revision === seen.revision && told.phase === seen.phase)) return;
    writeBell(address, seen);
    if (note !== null) show(address, note);
  });
}

/** Pages that may notify are secure, and secure pages have locks. */
async function withLock(action: () => void): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request('rollcall-notify', action);
  else action();
}

function show({ cluster, namespace, name }: BellAddress, { title, body, onOpen }: Note): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag: `rollcall/${cluster}/${namespace}/${name}`, icon: '/icon.svg' });
  notification.onclick = () => {
    window.focus();
    notification.close();
    onOpen();
  };
}
