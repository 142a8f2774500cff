import type { ReactNode } from 'react';
import type { CellLook } from '#components/node-cell/appearance.ts';
import type { ActAddress } from '#lib/client/act-path.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { Act, ActOnNode } from '#lib/feed/act.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Intent } from './intent.ts';

/** The object to whose path acts are sent. */
export interface ActAbout {
  readonly address: ActAddress;
  /** As it was when the dialog opened: another object of the same name is none of its business. */
  readonly uid: string;
}

/** How a page shows what an act changes. */
export interface ActScenery {
  /** Null on a page that holds no live DaemonSet. */
  readonly live: LiveDaemonSet | null;
  /** What such a page shows in its place. */
  readonly still?: StillScenery;
}

export interface StillScenery {
  /** What the object of an act does on a Node; null for a Node of which the page knows nothing. */
  readonly lookOf: (node: string, address: ActAddress) => StillLook | null;
  /** What the page says of its object. */
  readonly sentence: ReactNode;
}

export interface StillLook {
  readonly state: NodeRolloutState;
  readonly look: Partial<CellLook>;
}

/** The object that a dialog is about. */
export interface Subject extends ActAbout, ActScenery {}

/** A DaemonSet on its own page. */
export interface LiveSubject extends Subject {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
}

/** What every dialog of the desk gets. */
export interface DialogProps<About extends Subject = Subject> {
  readonly subject: About;
  readonly intent: Intent;
  readonly revisionDiff?: ((revision: number) => ReactNode) | undefined;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onHide: () => void;
  readonly onEnd: () => void;
}

/** What a choice within the dialog of an act gets. */
export interface ChoiceProps<About extends Subject = LiveSubject>
  extends Pick<DialogProps<About>, 'subject' | 'intent' | 'revisionDiff'> {
  readonly act: Act | null;
  readonly onChange: (act: Act | null) => void;
  /** The act is under way: nothing can be chosen any more. */
  readonly locked: boolean;
}

/** Whether a dialog stands on the page of the DaemonSet that it is about. */
export function isLive(subject: Subject): subject is LiveSubject {
  return subject.live !== null && !('node' in subject.address);
}

/** The act as the object's path takes it: the path of a Node names the Node itself. */
export function actFor({ address }: Subject, act: Act): Act | ActOnNode {
  const isOnNode = act.act === 'cordon' || act.act === 'uncordon' || act.act === 'deleteNode';
  return 'node' in address && isOnNode ? { act: act.act } : act;
}

/** The Namespace of the Pods that an act takes away; undefined for any other act. */
export function podNamespace({ address }: Pick<ActAbout, 'address'>, act: Act): string | undefined {
  if (act.act !== 'deletePod' && act.act !== 'evictPod') return undefined;
  const own = act.act === 'evictPod' ? act.pod.namespace : undefined;
  return own ?? ('node' in address ? undefined : address.namespace);
}
