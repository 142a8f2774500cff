'use client';
import { createContext, use } from 'react';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { ActName } from '#lib/feed/act.ts';
import type { Blocked } from './blocked.ts';
import type { Intent } from './intent.ts';

/** What the buttons need to know; everything else belongs to the dialogs. */
export interface Acts {
  /** `by`: of a wave, when it is known which of its two ways is meant. */
  blocked(act: ActName | 'wave', by?: 'delete' | 'eviction'): Blocked | null;
  /** Shows the dialog of an act; nothing is changed by that. */
  open(intent: Intent): void;
  readonly readOnly: 'flag' | 'inCluster' | null;
  /** The DaemonSet that they are about. */
  readonly address: DaemonSetAddress;
}

export const ActsContext = createContext<Acts | null>(null);

/** The acts on the DaemonSet of this page. Throws outside of an ActsProvider. */
export function useActs(): Acts {
  const acts = use(ActsContext);
  if (acts === null) throw new Error('Acts need an ActsProvider around them.');
  return acts;
}
