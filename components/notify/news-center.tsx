'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { browserClock } from '#lib/client/browser-clock.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { type BellAddress, readBell } from './bell-store.ts';
import { FleetNews, SubjectNews } from './news-sources.tsx';
import { NewsToasts, type Toast } from './news-toasts.tsx';
import { judge, type NewsKind, type Seen } from './rollout-news.ts';
import { tellOnce } from './tell-once.ts';

interface NewsCenterProps {
  readonly cluster: string;
  /** The DaemonSet that the page is about. */
  readonly subject: Omit<BellAddress, 'cluster'> | null;
  /** `NAMESPACE/NAME` of those whose bell is on. */
  readonly bells: ReadonlySet<string>;
  /** Nothing is put on the page: nobody stands beside the screen. */
  readonly quiet: boolean;
}

const MOST_TOASTS = 3;

/** Follows the DaemonSets that somebody wants to hear of, and tells: in the page, to screen readers, and, where asked, by the browser. */
export default function NewsCenter({ cluster, subject, bells, quiet }: NewsCenterProps) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [words, announce] = useLiveWords();
  const known = useRef(new Map<string, Seen>());
  const textsOf = useNewsTexts();
  const router = useRouter();
  const tell = (address: BellAddress, item: Summary, { seen, news }: { seen: Seen; news: NewsKind | null }) => {
    const href = daemonSetPath(cluster, address);
    const texts = textsOf(item);
    const note = news === null ? null : { ...texts, onOpen: () => router.push(href) };
    void tellOnce(address, seen, note);
    if (news === null || quiet) return;
    const toast: Toast = { ...texts, key: `${item.namespace}/${item.name}`, href, phase: item.phase };
    setToasts((before) => [...before.filter(({ key }) => key !== toast.key), toast].slice(-MOST_TOASTS));
    announce(`${texts.title}. ${texts.body}`);
  };
  const look = useEffectEvent((item: Summary) => {
    const address = { cluster, namespace: item.namespace, name: item.name };
    const key = `${item.namespace}/${item.name}`;
    const last = known.current.get(key) ?? readBell(address);
    const judgement = judge(last, item, Date.now());
    known.current.set(key, judgement.seen);
    if (judgement.seen !== last) tell(address, item, judgement);
  });
  const onItem = useCallback((item: Summary) => look(item), []);
  return (
    <>
      {subject !== null && <SubjectNews address={{ ...subject, cluster }} onItem={onItem} />}
      {bells.size > 0 && <FleetNews cluster={cluster} bells={bells} onItem={onItem} />}
      <NewsToasts toasts={toasts} onDismiss={(key) => setToasts((before) => before.filter((toast) => toast.key !== key))} />
      <p role="status" data-testid="news" className="sr-only">
        {words}
      </p>
    </>
  );
}

/** What is told of a DaemonSet, in words: its name, phase and the evidence. */
function useNewsTexts(): (item: Summary) => { readonly title: string; readonly body: string } {
  const t = useTranslations();
  const wording = useWording();
  return (item) => {
    const { glyph } = PHASE_APPEARANCE[item.phase];
    const name = visibleText(`${item.namespace}/${item.name}`);
    return { title: t('notify.title', { glyph, name, phase: wording.phase(item.phase) }), body: wording.message(item.reason) };
  };
}

function useLiveWords(): readonly [string, (sentence: string) => void] {
  const [words, setWords] = useState('');
  const announcer = useRef<Announcer | null>(null);
  useEffect(() => {
    const made = createAnnouncer(browserClock, setWords);
    announcer.current = made;
    return () => made.stop();
  }, []);
  return [words, (sentence) => announcer.current?.announce(sentence)];
}
