import type { ReactNode } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { Act } from '#lib/feed/act.ts';
import type { Intent } from './intent.ts';

/** The DaemonSet that a dialog is about. */
export interface Subject {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
  /** As it was when the dialog opened: another DaemonSet of the same name is none of its business. */
  readonly uid: string;
}

/** What every dialog of the provider gets. */
export interface DialogProps {
  readonly subject: Subject;
  readonly intent: Intent;
  readonly revisionDiff?: ((revision: number) => ReactNode) | undefined;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onHide: () => void;
  readonly onEnd: () => void;
}

/** What a choice within the dialog of an act gets. */
export interface ChoiceProps extends Pick<DialogProps, 'subject' | 'intent' | 'revisionDiff'> {
  readonly act: Act | null;
  readonly onChange: (act: Act | null) => void;
  /** The act is under way: nothing can be chosen any more. */
  readonly locked: boolean;
}
