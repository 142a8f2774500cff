'use client';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export interface Command {
  /** `act`: opens the dialog of an act. `view`: shows something else of this page. */
  readonly kind: 'act' | 'view';
  readonly label: string;
  /** The object, where the page offers the same for several. */
  readonly about?: string;
  /** Why it cannot be done now, or null. */
  readonly why?: string | null;
  readonly run: () => void;
}

const commands = new Set<Command>();
const listeners = new Set<() => void>();
const NONE: readonly Command[] = [];
let listed = NONE;

/** Offers a control of the page to the command palette while it is shown; null offers nothing. */
export function useCommand(command: Command | null): void {
  const { kind, label, about = '', why = null } = command ?? { kind: 'view', label: '' };
  const run = useEffectEvent(() => command?.run());
  useEffect(() => (label === '' ? undefined : offer({ kind, label, about, why, run: () => run() })), [kind, label, about, why]);
}

/** What the page offers now, in the order in which it shows it, nothing while it is being hydrated; the same reference until that changes. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, readListed, () => NONE);
}

function readListed(): readonly Command[] {
  return listed;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function offer(command: Command): () => void {
  commands.add(command);
  publish();
  return () => {
    commands.delete(command);
    publish();
  };
}

function publish(): void {
  listed = [...commands];
  for (const listener of listeners) listener();
}
