'use client';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useAccess } from '#lib/client/access-query.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import type { Acts } from './acts-context.ts';
import { ActsDesk } from './acts-desk.tsx';
import { whyBlocked } from './blocked.ts';

interface ActsProviderProps {
  readonly address: DaemonSetAddress;
  readonly live: LiveDaemonSet;
  readonly connection: ConnectionState;
  /** What another revision would change, shown before an undo. */
  readonly revisionDiff?: (revision: number) => ReactNode;
  readonly children: ReactNode;
}

/** Gives the page of a DaemonSet its acts: who may do what, and the dialogs. */
export function ActsProvider({ address, live, connection, revisionDiff, children }: ActsProviderProps) {
  const { data: access, error } = useAccess(address);
  const problem = error?.message ?? null;
  const blocked = useCallback<Acts['blocked']>(
    (act, { by } = {}) =>
      whyBlocked(act === 'wave' && by !== undefined ? access?.waves[by] : access?.acts[act], { access, problem, connection }),
    [access, problem, connection],
  );
  const { uid } = live.detail;
  const about = useMemo(() => ({ address, uid }), [address, uid]);
  return (
    <ActsDesk
      blocked={blocked}
      readOnly={access?.readOnly ?? null}
      daemonSet={address}
      about={about}
      scenery={{ live }}
      revisionDiff={revisionDiff}
    >
      {children}
    </ActsDesk>
  );
}
