'use client';
import { lazy, type ReactNode, useCallback, useMemo, useState } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { useAccess } from '#lib/client/access-query.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import { type Acts, ActsContext } from './acts-context.ts';
import { whyBlocked } from './blocked.ts';
import type { Intent } from './intent.ts';

const ActSession = lazy(async () => ({ default: (await import('./act-session.tsx')).ActSession }));
const WaveDialog = lazy(async () => ({ default: (await import('./wave-dialog.tsx')).WaveDialog }));

interface ActsProviderProps {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
  readonly connection: ConnectionState;
  /** What another revision would change, shown before an undo. */
  readonly revisionDiff?: (revision: number) => ReactNode;
  readonly children: ReactNode;
}

interface Session {
  readonly id: number;
  readonly intent: Intent;
  /** The DaemonSet that was looked at when the dialog opened. */
  readonly uid: string;
}

/** Gives a page its acts: who may do what, and the dialogs. A dialog that is closed while its act runs stays in sight below. */
export function ActsProvider({ address, live, connection, revisionDiff, children }: ActsProviderProps) {
  const { data: access, error } = useAccess(address);
  const [sessions, setSessions] = useState<readonly Session[]>([]);
  const [shown, setShown] = useState<number | null>(null);
  const problem = error?.message ?? null;
  const open = useCallback(
    (intent: Intent) => {
      const id = nextId++;
      setSessions((current) => [...current, { id, intent, uid: live.detail.uid }]);
      setShown(id);
    },
    [live],
  );
  const acts = useMemo<Acts>(
    () => ({
      blocked: (act, by) => whyBlocked(act, { access, problem, connection, by }),
      open,
      readOnly: access?.readOnly ?? null,
      address,
    }),
    [access, problem, connection, open, address],
  );
  const end = (id: number) => setSessions((current) => current.filter((session) => session.id !== id));
  return (
    <ActsContext value={acts}>
      {children}
      <div className="fixed right-4 bottom-4 z-20 flex max-w-[min(420px,calc(100vw-32px))] flex-col gap-2" data-print="hide">
        {sessions.map(({ id, intent, uid }) => {
          const Dialog = intent.act === 'wave' ? WaveDialog : ActSession;
          return (
            <LazyPart key={id}>
              <Dialog
                subject={{ address, live, uid }}
                intent={intent}
                revisionDiff={revisionDiff}
                shown={shown === id}
                onShow={() => setShown(id)}
                onHide={() => setShown(null)}
                onEnd={() => end(id)}
              />
            </LazyPart>
          );
        })}
      </div>
    </ActsContext>
  );
}

let nextId = 1;
