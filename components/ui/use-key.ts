'use client';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isTyping } from './is-typing.ts';
import { KEY_TABLE, type KeyId } from './key-table.ts';

/** The second key of a sequence must follow within this time. */
const SEQUENCE_MS = 1_200;

const bindings = new Map<KeyId, (() => void)[]>();
const listeners = new Set<() => void>();
const NONE: ReadonlySet<KeyId> = new Set();
let bound = NONE;
let armed = { press: '', at: Number.NEGATIVE_INFINITY };

/** Runs an action at a key of the table while the component is shown; null binds nothing, the newest binding wins. */
export function useKey(id: KeyId | null, action: () => void): void {
  const run = useEffectEvent(action);
  useEffect(() => (id === null ? undefined : bind(id, () => run())), [id]);
}

/** Does what a key of the table does now; false when nothing is bound to it. */
export function pressKey(id: KeyId): boolean {
  const run = bindings.get(id)?.at(-1);
  run?.();
  return run !== undefined;
}

/** The keys that do something on this page now, none while it is being hydrated; the same reference until that changes. */
export function useBoundKeys(): ReadonlySet<KeyId> {
  return useSyncExternalStore(subscribe, readBound, () => NONE);
}

function readBound(): ReadonlySet<KeyId> {
  return bound;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function bind(id: KeyId, run: () => void): () => void {
  if (bindings.size === 0) document.addEventListener('keydown', listen);
  bindings.set(id, [...(bindings.get(id) ?? []), run]);
  publish();
  return () => {
    const left = (bindings.get(id) ?? []).filter((other) => other !== run);
    if (left.length > 0) bindings.set(id, left);
    else bindings.delete(id);
    if (bindings.size === 0) document.removeEventListener('keydown', listen);
    publish();
  };
}

function publish(): void {
  bound = new Set(bindings.keys());
  for (const listener of listeners) listener();
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod && isTyping(event.target)) return;
  const press = mod ? `Mod+${letterOf(event).toLowerCase()}` : letterOf(event);
  const first = event.timeStamp - armed.at < SEQUENCE_MS ? armed.press : '';
  armed = { press: '', at: Number.NEGATIVE_INFINITY };
  const id = find(first ? [first, press] : [press]);
  // A letter after the first of a sequence belongs to the sequence, also when it leads nowhere.
  const chosen = id ?? (first && !/^[a-z]$/.test(press) ? find([press]) : undefined);
  if (chosen !== undefined && pressKey(chosen)) event.preventDefault();
  else if (startsSequence(press)) armed = { press, at: event.timeStamp };
}

/** The Latin letter of the key where the keyboard writes another script, as Hangul or kana. */
function letterOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && key.length === 1 && key > '~' ? letter.toLowerCase() : key;
}

function find(presses: readonly string[]): KeyId | undefined {
  const wanted = presses.join(' ');
  return [...bindings.keys()].find((id) => KEY_TABLE[id].presses.join(' ') === wanted);
}

function startsSequence(press: string): boolean {
  return [...bindings.keys()].some((id) => KEY_TABLE[id].presses.length > 1 && KEY_TABLE[id].presses[0] === press);
}
