'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Modal } from '#components/ui/modal.tsx';
import { useWaveCommand, useWavePlan } from '#lib/client/wave-query.ts';
import type { WaveSettings } from '#lib/feed/wave.ts';
import { useActs } from './acts-context.ts';
import { firstNodes } from './intent.ts';
import { scopesOf } from './scope-list.tsx';
import type { DialogProps, LiveSubject } from './subject.ts';
import { SubjectLine } from './subject-line.tsx';
import { useSettled } from './use-settled.ts';
import { WaveFooter } from './wave-footer.tsx';
import { WaveForm } from './wave-form.tsx';
import { WavePlanView } from './wave-plan-view.tsx';
import { FIRST_DRAFT, readDraft } from './wave-settings.ts';

const SETTLE_MS = 300;

/** Plans and starts a paced deletion; once started it belongs to the server, and its card on the page shows it. */
export function WaveDialog({ subject, intent, shown, onHide, onEnd }: DialogProps<LiveSubject>) {
  const t = useTranslations();
  const acts = useActs();
  const [draft, setDraft] = useState(() => ({ ...FIRST_DRAFT, nodes: firstNodes(intent) }));
  const [look, setLook] = useState(0);
  const [typed, setTyped] = useState('');
  const { settings, wrong } = readDraft(draft);
  const key = JSON.stringify(settings);
  const settled = useSettled(key, SETTLE_MS);
  const asked = settled === 'null' ? null : (JSON.parse(settled) as WaveSettings);
  const command = useWaveCommand(subject.address);
  // The state of a mutation reaches React a moment later: a double click is faster.
  const underWay = useRef(false);
  const query = useWavePlan(
    subject.address,
    { ...(asked ?? FALLBACK), uid: subject.uid },
    { look, enabled: asked !== null && !command.isPending && !command.isSuccess },
  );
  const upToDate = key === settled && settings !== null && !query.isPlaceholderData && !query.isFetching;
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (!shown) end();
  }, [shown]);
  const hide = useEffectEvent(onHide);
  useEffect(() => {
    if (command.isSuccess) hide();
  }, [command.isSuccess]);
  const close = () => {
    if (shown) onHide();
  };
  const start = () => {
    if (!upToDate || settings === null || query.data === undefined || underWay.current || command.isSuccess) return;
    underWay.current = true;
    const { plan, requestId } = query.data;
    const confirm = plan.confirmation === null ? {} : { confirm: typed };
    command.mutate(
      { command: 'start', ...settings, uid: subject.uid, requestId, ...confirm },
      {
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };
  return (
    <Modal
      title={t('acts.title.wave')}
      closeLabel={t('ui.close')}
      open={shown}
      onClose={close}
      footer={
        <WaveFooter
          plan={upToDate ? query.data?.plan : undefined}
          wrong={settings === null}
          typed={typed}
          sending={command.isPending}
          unplanned={query.error !== null}
          blocked={acts.blocked('wave', { by: draft.by })}
          onStart={start}
          onClose={close}
        />
      }
    >
      <SubjectLine subject={subject} intent={intent} />
      <p className="mb-4 text-mute">{t('acts.wave.what')}</p>
      <WaveForm draft={draft} wrong={wrong} scopes={scopesOf(intent)} locked={command.isPending} onChange={setDraft} />
      <WavePlanView
        query={query}
        pauseSeconds={asked?.pauseSeconds ?? 0}
        dimmed={!upToDate}
        error={command.error}
        live={subject.live}
        typed={typed}
        onType={setTyped}
        locked={command.isPending}
        onLookAgain={() => {
          command.reset();
          setLook((current) => current + 1);
        }}
      />
    </Modal>
  );
}

/** Stands for the settings in a query that is switched off. */
const FALLBACK: WaveSettings = {
  order: 'zone',
  size: 1,
  pauseSeconds: 0,
  failuresAllowed: 0,
  availableWithinSeconds: 600,
  by: 'delete',
};
