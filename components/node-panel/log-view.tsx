'use client';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ViewedLine } from '#components/ui/line-text.tsx';
import { readLogLine } from '#components/ui/log-lines.ts';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TextViewer } from '#components/ui/text-viewer.tsx';
import { Toggle } from '#components/ui/toggle.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { StampedLine } from '#lib/client/log-buffer.ts';
import { useLog, usePodContainers } from '#lib/client/log-query.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { LogProblem } from './log-problem.tsx';
import { type LogSource, logSources } from './log-sources.ts';
import { RefreshButton } from './refresh-button.tsx';

const TAILS = ['200', '1000', '5000'] as const;
type Tail = (typeof TAILS)[number];

interface LogViewProps {
  readonly cluster: string;
  readonly pods: NodeDetail['pods'];
  /** Where it is the only thing that is shown; then it is followed from the start. */
  readonly size?: 'beside' | 'dialog';
}

/** One container's log, its end first. */
export function LogView({ cluster, pods, size }: LogViewProps) {
  const t = useTranslations();
  const sources = logSources(pods, usePodContainers(cluster, pods));
  const [chosen, setChosen] = useState<string | null>(null);
  const [previous, setPrevious] = useState(false);
  const [follow, setFollow] = useState(size !== undefined);
  const [stamps, setStamps] = useState(false);
  const [tail, setTail] = useState<Tail>('200');
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  if (source === undefined) return <p className="text-xs text-mute">{t('log.noPod')}</p>;
  const tools = (
    <>
      <SourceMenu sources={sources} source={source} several={pods.length > 1} onChange={setChosen} />
      <SelectMenu
        label={t('log.tail')}
        value={tail}
        options={TAILS.map((value) => ({ value, label: value }))}
        onChange={setTail}
      />
      <Toggle label={t('log.previous')} checked={previous} onChange={setPrevious} />
      <Toggle label={t('log.follow')} checked={follow && !previous} disabled={previous} onChange={setFollow} />
      <Toggle label={t('log.stamps')} checked={stamps} onChange={setStamps} />
    </>
  );
  const address = { cluster, ...source.at, previous, tailLines: Number(tail) };
  return (
    <Log key={source.id} address={address} follow={follow && !previous} stamps={stamps} size={size ?? 'few'} tools={tools} />
  );
}

interface LogProps {
  readonly address: Parameters<typeof useLog>[0] & { readonly container: string };
  readonly follow: boolean;
  readonly stamps: boolean;
  readonly size: 'few' | 'beside' | 'dialog';
  readonly tools: React.ReactNode;
}

function Log({ address, follow, stamps, size, tools }: LogProps) {
  const t = useTranslations();
  const { data, error, isPending, isFetching, refetch } = useLog(address, { enabled: true, follow });
  const read = useLineReader();
  const { pod, container, previous } = address;
  const lines = useMemo(() => (data?.lines ?? []).map((line) => read(line, stamps)), [data, read, stamps]);
  const bare = lines.length === 0;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="-ml-1.5 flex flex-wrap items-center gap-x-1 text-xs">
        {tools}
        <RefreshButton busy={isFetching} onClick={() => refetch()} />
      </div>
      {error && <LogProblem error={error} kept={!bare} />}
      {isPending && <Skeleton className="h-20 w-full" />}
      {data !== undefined && bare && !error && <p className="text-xs text-mute">{t('log.empty')}</p>}
      {data?.gap && <p className="text-xs text-missing-text">{t('log.gap')}</p>}
      {data !== undefined && data.dropped > 0 && <p className="text-xs text-mute">{t('log.dropped', { count: data.dropped })}</p>}
      {!bare && (
        <TextViewer
          label={t('log.of', { container: visibleText(container), pod: visibleText(pod) })}
          lines={lines}
          dropped={data?.dropped ?? 0}
          file={`${pod}.${container}${previous ? '.previous' : ''}.log`}
          endless
          wrapAtFirst
          size={size}
        />
      )}
    </div>
  );
}

/** Reads each line once, however often it is looked at. */
function useLineReader(): (line: StampedLine, stamps: boolean) => ViewedLine {
  const t = useTranslations();
  return useMemo(() => {
    const read = new WeakMap<StampedLine, ViewedLine>();
    return (line, stamps) => {
      const known = read.get(line) ?? readLine(line);
      read.set(line, known);
      return stamps && line.stamp !== '' ? { ...known, stamp: line.stamp } : known;
    };
    function readLine({ text }: StampedLine): ViewedLine {
      const { cut, ...shown } = readLogLine(text);
      return cut === 0 ? shown : { ...shown, note: t('log.cut', { count: cut }) };
    }
  }, [t]);
}

interface SourceMenuProps {
  readonly sources: readonly LogSource[];
  readonly source: LogSource;
  /** Pods have to be told apart. */
  readonly several: boolean;
  readonly onChange: (id: string) => void;
}

function SourceMenu({ sources, source, several, onChange }: SourceMenuProps) {
  const t = useTranslations();
  const wordOf = ({ at, kind, previous }: LogSource) => {
    const name = several ? `${at.pod} · ${at.container}` : at.container;
    const facts = [...(kind === 'container' ? [] : [kind]), ...(previous ? [t('log.hasPrevious')] : [])];
    return visibleText(facts.length === 0 ? name : `${name} (${facts.join(', ')})`);
  };
  return (
    <SelectMenu
      label={t('log.container')}
      value={source.id}
      options={sources.map((one) => ({ value: one.id, label: wordOf(one) }))}
      onChange={onChange}
    />
  );
}
