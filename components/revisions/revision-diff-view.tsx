'use client';
import { useTranslations } from 'use-intl';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { useRevisionDiff } from '#lib/client/revisions-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { TemplateChange } from '#lib/rollout/template-diff-result.ts';
import { YamlLines } from './yaml-lines.tsx';

export interface RevisionDiffProps {
  readonly address: DaemonSetAddress;
  /** A revision's name, its number as text, or `live` for the template in use. */
  readonly from: string;
  readonly to: string;
  /** Shows the lines at once. */
  readonly yamlOpen?: boolean;
}

const SIGNS = { added: '+', removed: '−', changed: '~', reordered: '↕' } satisfies Record<TemplateChange['change'], string>;

/** What differs from one revision to another: in words first, then as YAML. */
export function RevisionDiffView({ address, from, to, yamlOpen = false }: RevisionDiffProps) {
  const t = useTranslations();
  const { data, error, isPlaceholderData } = useRevisionDiff(address, { from, to });
  if (error) return <p className="text-failing-text">{visibleText(error.message)}</p>;
  if (!data) return <Skeleton className="h-10 w-full" />;
  if (data.changeCount === 0) return <p className="text-mute">{t('revisionDiff.same')}</p>;
  const unlisted = data.changeCount - data.changes.length;
  return (
    <div aria-busy={isPlaceholderData} className={`flex flex-col gap-2 text-xs ${isPlaceholderData ? 'opacity-60' : ''}`}>
      <ChangeWords changes={data.changes} />
      {unlisted > 0 && <p className="text-mute">{t('revisionDiff.more', { count: unlisted })}</p>}
      <details open={yamlOpen}>
        <summary className="w-fit cursor-pointer rounded-sm text-mute hover:text-ink">{t('revisionDiff.yaml')}</summary>
        <div className="mt-1.5">
          <YamlLines yaml={data.yaml} />
        </div>
      </details>
    </div>
  );
}

function ChangeWords({ changes }: { readonly changes: readonly TemplateChange[] }) {
  const wording = useWording();
  return (
    <ul className="flex flex-col gap-1">
      {changes.map(({ change, message, paths }) => (
        <li key={`${message.code} ${paths.join()} ${change}`} className="grid grid-cols-[10px_minmax(0,1fr)] gap-x-1.5">
          <span aria-hidden="true" className="font-mono text-faint">
            {SIGNS[change]}
          </span>
          <bdi className="wrap-anywhere" title={visibleText(paths.join('\n'))}>
            {wording.message(message)}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
