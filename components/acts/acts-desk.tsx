'use client';
import { lazy, type ReactNode, useCallback, useMemo, useState } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { type Acts, ActsContext } from './acts-context.ts';
import type { Intent } from './intent.ts';
import { type ActAbout, type ActScenery, isLive } from './subject.ts';

const ActSession = lazy(async () => ({ default: (await import('./act-session.tsx')).ActSession }));
const WaveDialog = lazy(async () => ({ default: (await import('./wave-dialog.tsx')).WaveDialog }));

interface ActsDeskProps extends Omit<Acts, 'open'> {
  /** The object of the page. */
  readonly about: ActAbout;
  readonly scenery: ActScenery;
  /** What another revision would change, shown before an undo. */
  readonly revisionDiff?: ((revision: number) => ReactNode) | undefined;
  readonly children: ReactNode;
}

interface Session {
  readonly id: number;
  readonly intent: Intent;
  /** The object that was looked at when the dialog opened. */
  readonly about: ActAbout;
}

/** The dialogs of a page's acts. One that is closed while its act runs stays in sight below. */
export function ActsDesk({ blocked, readOnly, daemonSet, about: own, scenery, revisionDiff, children }: ActsDeskProps) {
  const [sessions, setSessions] = useState<readonly Session[]>([]);
  const [shown, setShown] = useState<number | null>(null);
  const open = useCallback(
    (intent: Intent, about = own) => {
      const id = nextId++;
      setSessions((current) => [...current, { id, intent, about }]);
      setShown(id);
    },
    [own],
  );
  const acts = useMemo<Acts>(() => ({ blocked, open, readOnly, daemonSet }), [blocked, open, readOnly, daemonSet]);
  const end = (id: number) => setSessions((current) => current.filter((session) => session.id !== id));
  return (
    <ActsContext value={acts}>
      {children}
      <div className="fixed right-4 bottom-4 z-20 flex max-w-[min(420px,calc(100vw-32px))] flex-col gap-2" data-print="hide">
        {sessions.map(({ id, intent, about }) => {
          const subject = { ...about, ...scenery };
          const rest = { intent, revisionDiff, shown: shown === id };
          const steps = { onShow: () => setShown(id), onHide: () => setShown(null), onEnd: () => end(id) };
          return (
            <LazyPart key={id}>
              {intent.act === 'wave' && isLive(subject) ? (
                <WaveDialog subject={subject} {...rest} {...steps} />
              ) : (
                <ActSession subject={subject} {...rest} {...steps} />
              )}
            </LazyPart>
          );
        })}
      </div>
    </ActsContext>
  );
}

let nextId = 1;
