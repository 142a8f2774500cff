'use client';
import { RefreshCw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { readLog } from '#components/ui/log-lines.ts';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { usePodLog } from '#lib/client/queries.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { PanelSection } from './panel-section.tsx';
import { problemOfError } from './request-problem.ts';

const TAIL_LINES = 200;
const FOLLOW_EVERY_MS = 2_000;

interface LogTailProps {
  readonly cluster: string;
  readonly pods: NodeDetail['pods'];
}

/** The end of one container's log; asked for only while it is open. */
export function LogTail({ cluster, pods }: LogTailProps) {
  const t = useTranslations();
  const sources = pods.flatMap((pod) =>
    pod.containers.map((container) => ({ value: `${pod.name}/${container}`, pod, container })),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [previous, setPrevious] = useState(false);
  const [follow, setFollow] = useState(false);
  const source = sources.find(({ value }) => value === chosen) ?? sources[0];
  const query = usePodLog(
    {
      cluster,
      namespace: source?.pod.namespace ?? '',
      pod: source?.pod.name ?? '',
      container: source?.container,
      previous,
      tailLines: TAIL_LINES,
    },
    { enabled: source !== undefined, refetchInterval: follow ? FOLLOW_EVERY_MS : false },
  );
  return (
    <PanelSection title={t('log.title')}>
      <div className="mb-1.5 -ml-1.5 flex flex-wrap items-center gap-x-1 text-xs">
        {source && sources.length > 1 && (
          <SelectMenu
            label={t('log.container')}
            value={source.value}
            options={sources.map(({ value, pod, container }) => ({
              value,
              label: pods.length > 1 ? `${pod.name} · ${container}` : container,
            }))}
            onChange={setChosen}
          />
        )}
        <Toggle label={t('log.previous')} checked={previous} onChange={setPrevious} />
        <Toggle label={t('log.follow')} checked={follow} onChange={setFollow} />
        <Button
          look="quiet"
          className="h-6 px-1.5"
          aria-label={t('log.refresh')}
          title={t('log.refresh')}
          onClick={() => query.refetch()}
        >
          <RefreshCw size={12} aria-hidden="true" />
        </Button>
      </div>
      {query.isPending && source && <Skeleton className="h-20 w-full" />}
      {query.error && <p className="text-xs text-mute">{problemOfError(query.error)}</p>}
      {query.data !== undefined && !query.error && <LogText raw={query.data} />}
    </PanelSection>
  );
}

function LogText({ raw }: { readonly raw: string }) {
  const t = useTranslations();
  const box = useRef<HTMLPreElement>(null);
  const lines = useMemo(() => readLog(raw), [raw]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines scroll to the end
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  if (lines.length === 0) return <p className="text-xs text-mute">{t('log.empty')}</p>;
  return (
    <pre
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t('log.title')}
      className="max-h-56 overflow-auto rounded-md border border-line bg-bg px-2 py-1.5 text-2xs leading-4 break-all whitespace-pre-wrap"
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <bdi key={index} className="block min-h-4">
          {line.text}
          {line.cut > 0 && <i className="text-mute"> {t('log.cut', { count: line.cut })}</i>}
        </bdi>
      ))}
    </pre>
  );
}

function Toggle({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="inline-flex h-6 cursor-pointer items-center gap-1 rounded-md px-1.5 text-mute hover:bg-hover">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3 accent-accent"
      />
      {label}
    </label>
  );
}
