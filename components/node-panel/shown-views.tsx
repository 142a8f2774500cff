'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Modal } from '#components/ui/modal.tsx';
import type { ShownView } from '#components/ui/use-view-keys.ts';
import type { ObjectAddress } from '#lib/client/object-query.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { EventList } from './event-list.tsx';
import { LogView } from './log-view.tsx';
import { ObjectDescription, ObjectYaml } from './object-text.tsx';
import { ViewTabs } from './view-tabs.tsx';

export interface ShownViewProps {
  /** Whose they are, as a title. */
  readonly title: string;
  readonly views: readonly ShownView[];
  readonly facts: string | null;
  readonly shown: ShownView | null;
  readonly onShow: (view: ShownView | null) => void;
  readonly cluster: string;
  readonly objects: readonly ObjectAddress[];
  readonly pods: NodeDetail['pods'];
  readonly events: Omit<Parameters<typeof EventList>[0], 'tall'>;
}

/** The tabs of a panel and what the chosen one shows, in the panel or, when it is widened, over the page. */
export function ShownViews(props: ShownViewProps) {
  const { title, views, facts, shown, onShow } = props;
  const t = useTranslations();
  const [wide, setWide] = useState(false);
  const tabs = { views, facts, shown, onShow };
  const isWide = wide && shown !== null;
  return (
    <>
      <ViewTabs {...tabs} onWiden={() => setWide(true)} />
      {shown !== null && !isWide && (
        <div className="px-3.5 py-2.5">
          <View {...props} view={shown} size="beside" />
        </div>
      )}
      <Modal title={title} closeLabel={t('ui.close')} open={isWide} onClose={() => setWide(false)} wide>
        {shown !== null && (
          <div className="flex min-w-0 flex-col gap-2">
            <ViewTabs {...tabs} facts={null} />
            <View {...props} view={shown} size="dialog" />
          </div>
        )}
      </Modal>
    </>
  );
}

interface ViewProps extends ShownViewProps {
  readonly view: ShownView;
  readonly size: 'beside' | 'dialog';
}

function View({ view, cluster, objects, pods, events, size }: ViewProps) {
  switch (view) {
    case 'yaml':
      return <ObjectYaml objects={objects} size={size} />;
    case 'describe':
      return <ObjectDescription objects={objects} size={size} />;
    case 'logs':
      return <LogView cluster={cluster} pods={pods} size={size} />;
    case 'events':
      return <EventList {...events} tall />;
  }
}
