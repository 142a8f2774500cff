'use client';
import { useMemo, useSyncExternalStore } from 'react';
import { storageSignal } from '#components/ui/storage-signal.ts';
import type { Seen } from './rollout-news.ts';

/** Names one DaemonSet of one cluster. */
export interface BellAddress {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

const PREFIX = 'rollcall-bell/';
const PHASES: readonly string[] = ['complete', 'stalled', 'degraded', 'moving'] satisfies Seen['phase'][];
const signal = storageSignal();

/** What was last told of a DaemonSet whose bell is on in this browser; null: its bell is off. */
export function readBell(address: BellAddress): Seen | null {
  const stored = localStorage.getItem(keyOf(address));
  return stored === null ? null : parse(stored);
}

/** Remembers what was told, or, with null, turns the bell off. */
export function writeBell(address: BellAddress, seen: Seen | null): void {
  if (seen === null) localStorage.removeItem(keyOf(address));
  else localStorage.setItem(keyOf(address), JSON.stringify(seen));
  signal.tell();
}

/** The DaemonSets of a cluster whose bell is on, as `NAMESPACE/NAME`; kept up with other tabs. */
export function useBells(cluster: string): ReadonlySet<string> {
  const names = useSyncExternalStore(
    signal.subscribe,
    () => bells(cluster),
    () => '',
  );
  return useMemo(() => new Set(names === '' ? [] : names.split(' ')), [names]);
}

function bells(cluster: string): string {
  const prefix = `${PREFIX}${cluster}/`;
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .sort()
    .join(' ');
}

function keyOf({ cluster, namespace, name }: BellAddress): string {
  return `${PREFIX}${cluster}/${namespace}/${name}`;
}

/** Anybody can write into the storage of a browser: what cannot be read counts as never told. */
function parse(stored: string): Seen {
  const fields = /^\{"uid":"([\w.-]{1,80})","revision":(\d{1,15}),"phase":"(\w+)","degradedAt":(\d{1,15})\}$/.exec(stored);
  const [, uid = '', revision = '0', phase = '', degradedAt = '0'] = fields ?? [];
  const known = PHASES.includes(phase) ? (phase as Seen['phase']) : 'moving';
  return { uid, revision: Number(revision), phase: known, degradedAt: Number(degradedAt) };
}
