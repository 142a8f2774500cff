'use client';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';

/** What this Node does for the DaemonSet in one sentence, and every fact that keeps a Pod away. */
export function Verdict({ detail, troubles }: { readonly detail: NodeDetail; readonly troubles: readonly string[] }) {
  const t = useTranslations();
  const wording = useWording();
  const message = detail.pods.find((pod) => pod.message)?.message;
  const mayStay = !detail.shouldRun && detail.shouldContinueRunning;
  return (
    <div className="px-3.5 py-3">
      <p className={`flex items-center gap-2 font-semibold ${STATE_APPEARANCE[detail.state].text}`}>
        <CellIcon state={detail.state} size={18} />
        {wording.state(detail.state)}
        {detail.reason && <span>· {visibleText(detail.reason)}</span>}
      </p>
      <p className="mt-1" data-testid="verdict">
        {t(`verdict.${detail.state}`)} {mayStay && t('verdict.mayStay')}{' '}
        {mayStay && isUntilReady(detail) && t('verdict.untilReady')}
        {!detail.shouldContinueRunning && detail.state === 'misscheduled' && t('verdict.leaves')}
      </p>
      {detail.scheduler.length > 0 && <SchedulerReasons reasons={detail.scheduler} />}
      {message && (
        <p className="mt-1.5 rounded-md bg-hover px-2 py-1.5 font-mono text-xs break-words whitespace-pre-wrap">
          <bdi>{visibleText(message)}</bdi>
        </p>
      )}
      {detail.reasons.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1">
          {detail.reasons.map((reason) => (
            <li key={JSON.stringify(reason)} className="flex gap-2">
              <span aria-hidden="true" className="text-failing-text">
                ✕
              </span>
              <span className="min-w-0 break-words">{wording.placementReason(reason)}</span>
            </li>
          ))}
        </ul>
      )}
      {troubles.length > 0 && <p className="mt-2 text-failing-text">{troubles.join(' · ')}</p>}
      {detail.unschedulable && <p className="mt-1 text-xs text-mute">{t('verdict.cordoned')}</p>}
    </div>
  );
}

/** The taints that a Node gets by itself while it is not ready, and loses again. */
const UNTIL_READY: ReadonlySet<string> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']);

function isUntilReady({ reasons }: NodeDetail): boolean {
  return reasons.length > 0 && reasons.every((reason) => reason.code === 'taint' && UNTIL_READY.has(reason.key));
}

function SchedulerReasons({ reasons }: { readonly reasons: NodeDetail['scheduler'] }) {
  const t = useTranslations();
  const wording = useWording();
  return (
    <div className="mt-2">
      <p>{t('verdict.scheduler')}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)} className="flex gap-2">
            <span aria-hidden="true" className="text-failing-text">
              ✕
            </span>
            <b className="min-w-0 break-words">{wording.message(reason)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
