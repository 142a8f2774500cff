'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { PanelSection } from './panel-section.tsx';

interface LabelListProps {
  readonly labels: Readonly<Record<string, string>>;
  readonly kubeletVersion: string;
  readonly createdAt: string;
}

/** The Node's labels, its kubelet and its age. */
export function LabelList({ labels, kubeletVersion, createdAt }: LabelListProps) {
  const t = useTranslations();
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <PanelSection title={t('labels.title')} note={entries.length} closed>
      <p className="mb-1.5 text-xs text-mute">
        kubelet {visibleText(kubeletVersion)} · <AgeText at={createdAt} />
      </p>
      <ul className="flex flex-col">
        {entries.map(([key, value]) => (
          <li key={key} className="group/label flex items-center gap-1 text-xs">
            <code className="min-w-0 break-all">
              <span className="text-mute">{visibleText(key)}=</span>
              {visibleText(value)}
            </code>
            <CopyButton text={`${key}=${value}`} className="opacity-0 group-hover/label:opacity-100 focus:opacity-100" />
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
