'use client';
import { Button } from '#components/ui/button.tsx';
import { Tip } from '#components/ui/tip.tsx';
import { useCommand } from '#components/ui/use-command.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useActs } from './acts-context.ts';
import type { Intent } from './intent.ts';
import type { ActAbout } from './subject.ts';
import { useBlockedText } from './use-blocked-text.ts';

interface ActButtonProps {
  readonly act: Intent['act'];
  /** Asked for at the click: what it costs to find out is paid then. */
  readonly intent: () => Intent;
  readonly children: string;
  /** The object, where the page offers the same act for several. */
  readonly about?: string;
  /** Another object than the page's own. */
  readonly of?: ActAbout | undefined;
  /** Of the Pod, where the page shows Pods of several. */
  readonly namespace?: string | undefined;
  /** Why there is nothing to do, or null. */
  readonly idle?: string | null;
  readonly look?: 'plain' | 'primary' | 'menu';
  readonly className?: string;
  /** Told before the dialog opens. */
  readonly onOpen?: () => void;
}

/** Opens the dialog of an act. What is not possible now is shown, reachable by keyboard, and says why. */
export function ActButton({ act, intent, children, about, of, namespace, idle = null, ...rest }: ActButtonProps) {
  const { look, className, onOpen } = rest;
  const acts = useActs();
  const words = useBlockedText();
  const blocked = acts.blocked(act, { namespace });
  const why = blocked ? words(blocked) : idle;
  const open = () => {
    if (why !== null) return;
    onOpen?.();
    acts.open(intent(), of);
  };
  useCommand({ kind: 'act', label: children, about: about && visibleText(about), why, run: open });
  return (
    <Tip text={why}>
      {(describedBy) => (
        <Button
          look={look}
          className={className}
          aria-haspopup="dialog"
          aria-disabled={why !== null || undefined}
          aria-describedby={describedBy}
          onClick={open}
        >
          {children}
        </Button>
      )}
    </Tip>
  );
}
