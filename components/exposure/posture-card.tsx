'use client';
import { CircleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FoldCard } from '#components/ui/fold-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { usePosture } from '#lib/client/exposure-queries.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';

interface PostureCardProps {
  readonly address: DaemonSetAddress;
  readonly generation: number;
}

/** What the DaemonSet may do to each of its Nodes, what equals root first. */
export const PostureCard = memo(function PostureCard({ address, generation }: PostureCardProps) {
  const t = useTranslations();
  const wording = useWording();
  const [enabled, setEnabled] = useState(false);
  const { data, error } = usePosture(address, { generation, enabled });
  const note = data && data.grave.length > 0 ? t('posture.note', { count: data.grave.length }) : undefined;
  return (
    <FoldCard title={t('posture.title')} note={note} onOpen={setEnabled}>
      {!data && !error && <Skeleton className="h-10 w-full" />}
      {error && <p className="text-mute">{visibleText(error.message)}</p>}
      {data && data.grave.length + data.notes.length === 0 && <p className="text-mute">{t('posture.none')}</p>}
      <ul className="flex flex-col gap-1.5">
        {data?.grave.map((finding) => (
          <li key={JSON.stringify(finding)} className="flex gap-2">
            <CircleAlert size={13} aria-hidden="true" className="mt-0.5 shrink-0 text-failing-text" />
            <span className="min-w-0 wrap-anywhere">
              <span className="sr-only">{t('posture.grave')} </span>
              {wording.message(finding)}
            </span>
          </li>
        ))}
        {data?.notes.map((finding) => (
          <li key={JSON.stringify(finding)} className="pl-[21px] wrap-anywhere text-mute">
            {wording.message(finding)}
          </li>
        ))}
      </ul>
    </FoldCard>
  );
});
