'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';
import { isLacking } from './standing.ts';

/** DaemonSets that the sentence names; the list below has them all. */
const NAMED = 3;

/** Whether the Node is ready for work, in a sentence that says why not. */
export function NodeSentence({ answer }: { readonly answer: NodeAnswer }) {
  const t = useTranslations();
  const wording = useWording();
  const { readiness, daemonSets, unschedulable } = answer;
  const { desired, available, node, ready } = readiness;
  const lacking = daemonSets.filter(isLacking);
  const named = lacking
    .slice(0, NAMED)
    .map(
      ({ name, state, reason }) =>
        `${visibleText(name)} (${[wording.state(state), visibleText(reason)].filter(Boolean).join(', ')})`,
    );
  const dueText = () => {
    if (desired === 0) return t('nodePage.nothingDue');
    if (available === desired) return t('nodePage.allAvailable', { count: desired });
    const more = lacking.length - named.length;
    return t('nodePage.lacking', { count: desired - available, of: desired, names: named.join(', '), more });
  };
  return (
    <>
      <b className={ready ? 'text-available-text' : 'text-failing-text'}>
        {ready ? t('nodePage.ready') : t('nodePage.notReady')}
      </b>{' '}
      {node !== 'ready' && `${t(`nodePage.itself.${node}`)} `}
      {dueText()} {unschedulable && <span className="text-mute">{t('nodePage.cordoned')}</span>}
    </>
  );
}
