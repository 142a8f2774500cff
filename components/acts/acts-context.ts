'use client';
import { createContext, use } from 'react';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { ActName } from '#lib/feed/act.ts';
import type { Blocked } from './blocked.ts';
import type { Intent } from './intent.ts';
import type { ActAbout } from './subject.ts';

/** What narrows the question whether an act is allowed. */
export interface ActDetails {
  /** Of a wave, when it is known which of its two ways is meant. */
  readonly by?: 'delete' | 'eviction' | undefined;
  /** Of a Pod, where the page shows Pods of several. */
  readonly namespace?: string | undefined;
}

/** What the buttons need to know; everything else belongs to the dialogs. */
export interface Acts {
  blocked(act: ActName | 'wave', details?: ActDetails): Blocked | null;
  /** Shows the dialog of an act; nothing is changed by that. `about`: another object than the page's own. */
  open(intent: Intent, about?: ActAbout): void;
  readonly readOnly: 'flag' | 'inCluster' | null;
  /** The DaemonSet of the page, where it is about one. */
  readonly daemonSet: DaemonSetAddress | null;
}

export const ActsContext = createContext<Acts | null>(null);

/** The acts on what this page is about. Throws outside of a provider of acts. */
export function useActs(): Acts {
  const acts = use(ActsContext);
  if (acts === null) throw new Error('Acts need a provider around them.');
  return acts;
}
