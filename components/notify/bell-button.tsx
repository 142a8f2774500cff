'use client';
import { Bell, BellOff, BellRing, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { useBells, writeBell } from './bell-store.ts';
import { askToNotify, type BellProblem, bellProblem } from './notify-permission.ts';
import { judge } from './rollout-news.ts';

interface BellButtonProps {
  readonly cluster: string;
  readonly summary: Summary;
}

type Said = BellProblem | 'on' | 'off';

/** Asks, at a click and not before, to be told by the browser when this DaemonSet's rollout ends or stalls. */
export default function BellButton({ cluster, summary }: BellButtonProps) {
  const t = useTranslations();
  const id = useId();
  const { isOn, problem, said, turn, hush } = useBell(cluster, summary);
  const Icon = problem !== null ? BellOff : isOn ? BellRing : Bell;
  const label = t('notify.bell');
  return (
    <div className="relative" data-print="hide">
      <button
        type="button"
        aria-label={label}
        aria-pressed={isOn && problem === null}
        aria-describedby={said === null ? undefined : id}
        title={label}
        className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink aria-pressed:text-accent"
        onClick={() => void turn()}
      >
        <Icon size={15} aria-hidden="true" />
      </button>
      <div role="status">{said !== null && <Words id={id} said={said} name={summary.name} onClose={hush} />}</div>
    </div>
  );
}

function useBell(cluster: string, summary: Summary) {
  const { namespace, name } = summary;
  const isOn = useBells(cluster).has(`${namespace}/${name}`);
  const [said, setSaid] = useState<Said | null>(null);
  const problem = isOn ? bellProblem() : null;
  const turn = async () => {
    if (isOn && problem === null) {
      writeBell({ cluster, namespace, name }, null);
      setSaid('off');
      return;
    }
    const answer = await askToNotify();
    if (answer === null) writeBell({ cluster, namespace, name }, judge(null, summary, Date.now()).seen);
    setSaid(answer ?? 'on');
  };
  return { isOn, problem, said, turn, hush: () => setSaid(null) };
}

interface WordsProps {
  readonly id: string;
  readonly said: Said;
  readonly name: string;
  readonly onClose: () => void;
}

function Words({ id, said, name, onClose }: WordsProps) {
  const t = useTranslations();
  return (
    <div className="card absolute top-full right-0 z-20 mt-1 flex w-72 max-w-[80vw] items-start gap-2 py-2 pr-2 pl-3 text-xs shadow-lg">
      <p id={id} className="min-w-0 grow wrap-anywhere">
        {t(`notify.said.${said}`, { name: visibleText(name), origin: window.location.origin })}
      </p>
      <button
        type="button"
        aria-label={t('ui.close')}
        className="grid size-6 shrink-0 place-items-center rounded-md text-mute hover:bg-hover"
        onClick={onClose}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
