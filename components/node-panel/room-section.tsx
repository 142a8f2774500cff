'use client';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeAddress } from '#lib/client/queries.ts';
import { useNodeRoom } from '#lib/client/room-query.ts';
import type { NodeRoomAnswer } from '#lib/feed/node-detail.ts';
import type { MovablePod, RoomPod } from '#lib/rollout/node-room.ts';
import { MovableList } from './movable-list.tsx';
import { PanelSection } from './panel-section.tsx';
import { problemOfError } from './request-problem.ts';
import { RoomBars } from './room-bars.tsx';

interface RoomSectionProps {
  readonly address: NodeAddress;
  /** Any value that changes with the live row of this Node: the room is read again then. */
  readonly rowVersion: string;
  /** True when room is what the Pod waits for: then the section starts open. */
  readonly wanted: boolean;
  /** What can be done about a Pod that could leave. */
  readonly acts?: ((pod: MovablePod) => ReactNode) | undefined;
}

/** Whether the next Pod has room on this Node, who uses it and who could leave; read only while it is open. */
export function RoomSection({ address, rowVersion, wanted, acts }: RoomSectionProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(wanted);
  const { data, isPending, error } = useNodeRoom(address, { revision: rowVersion, enabled: open });
  return (
    <PanelSection title={t('room.title')} note={data && t(`room.note.${data.verdict}`)} closed={!wanted} onToggle={setOpen}>
      {open && isPending && <Skeleton className="h-20 w-full" />}
      {error && !data && <p className="text-xs text-mute">{t('room.problem', { problem: problemOfError(error) })}</p>}
      {data && <RoomFacts room={data} acts={acts} />}
    </PanelSection>
  );
}

function RoomFacts({ room, acts }: { readonly room: NodeRoomAnswer; readonly acts: RoomSectionProps['acts'] }) {
  const t = useTranslations();
  const { verdict, resources, never, ports, leaving, movable, movableCount, strangers, complete } = room;
  return (
    <div className="flex flex-col gap-2.5">
      <p data-testid="room">{t(`room.verdict.${verdict}`, { resources: visibleText(never.join(', ')) })}</p>
      {!complete && <p className="text-xs text-missing-text">{t('room.incomplete')}</p>}
      <RoomBars resources={resources} />
      {ports.map(({ port, protocol, holder }) => (
        <p key={`${port}/${protocol} ${holder.uid}`} className="text-xs break-words">
          {t('room.port', { port: String(port), protocol: visibleText(protocol), holder: nameOf(holder) })}
        </p>
      ))}
      {leaving.length > 0 && (
        <p className="text-xs break-words text-mute">
          {t('room.leaving', { count: leaving.length, names: leaving.map(nameOf).join(', ') })}
        </p>
      )}
      {movable.length > 0 && <MovableList movable={movable} count={movableCount} acts={acts} />}
      {strangers.length > 0 && <StrangerList strangers={strangers} />}
    </div>
  );
}

function StrangerList({ strangers }: { readonly strangers: readonly RoomPod[] }) {
  const t = useTranslations();
  return (
    <div className="text-xs">
      <h4 className="font-semibold">{t('room.strangers')}</h4>
      <ul className="mt-1 flex flex-col gap-1">
        {strangers.map((pod) => (
          <li key={pod.uid} className="break-words text-mute">
            {pod.owner === null
              ? t('room.orphan', { name: nameOf(pod) })
              : t('room.foreign', { name: nameOf(pod), owner: visibleText(`${pod.owner.kind}/${pod.owner.name}`) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function nameOf({ namespace, name }: RoomPod): string {
  return visibleText(`${namespace}/${name}`);
}
