'use client';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { KeyCaps } from '#components/ui/key-caps.tsx';
import { FOCUS_KEYS, KEY_TABLE, type KeyId } from '#components/ui/key-table.ts';
import { Modal } from '#components/ui/modal.tsx';
import { useBoundKeys, useKey } from '#components/ui/use-key.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { ATTENTION_ORDER } from '#lib/rollout/node-rollout-state.ts';
import { LanguageChoice } from './language-choice.tsx';

const KEYS = (Object.keys({ ...KEY_TABLE, ...FOCUS_KEYS }) as (KeyId | keyof typeof FOCUS_KEYS)[]).map((id) => ({
  id,
  presses: { ...KEY_TABLE, ...FOCUS_KEYS }[id].presses,
}));

/** What every cell and key means, with the cells exactly as the grid draws them. */
export function HelpDialog() {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const bound = useBoundKeys();
  useKey('help', () => setOpen(true));
  return (
    <>
      <button
        type="button"
        aria-label={t('help.open')}
        title={`${t('help.open')} (?)`}
        className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
        onClick={() => setOpen(true)}
      >
        <CircleHelp size={15} aria-hidden="true" />
      </button>
      <Modal title={t('help.title')} closeLabel={t('ui.close')} open={open} onClose={() => setOpen(false)}>
        <HelpStates />
        <h3 className="mt-5 mb-2 text-xs font-semibold text-mute">{t('help.keys')}</h3>
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1.5">
          {KEYS.filter(({ id }) => bound.has(id as KeyId) || id in FOCUS_KEYS).map(({ id, presses }) => (
            <div key={id} className="contents">
              <dt>
                <KeyCaps presses={presses} />
              </dt>
              <dd className="text-mute">{t(`help.key.${id}`)}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-5 border-t border-line pt-3">
          <LanguageChoice />
        </div>
      </Modal>
    </>
  );
}

function HelpStates() {
  const t = useTranslations();
  const wording = useWording();
  return (
    <>
      <h3 className="mb-2 text-xs font-semibold text-mute">{t('help.cells')}</h3>
      <dl className="grid grid-cols-[20px_max-content_1fr] items-baseline gap-x-3 gap-y-1.5">
        {ATTENTION_ORDER.map((state) => (
          <div key={state} className="contents">
            <dt className="contents">
              <span className="self-center">
                <CellIcon state={state} size={20} />
              </span>
              <span className="font-medium">{wording.state(state)}</span>
            </dt>
            <dd className="text-mute">{t(`stateHelp.${state}`)}</dd>
          </div>
        ))}
        <Mark
          icon={<CellIcon state="available" size={20} look={{ stale: true }} />}
          name={t('help.cornerName')}
          text={t('help.corner')}
        />
        <Mark
          icon={<CellIcon state="available" size={20} look={{ trouble: 'broken' }} />}
          name={t('help.dotName')}
          text={t('help.dot')}
        />
        <Mark
          icon={<CellIcon state="available" size={20} look={{ trouble: 'cordoned' }} />}
          name={t('help.barName')}
          text={t('help.bar')}
        />
      </dl>
    </>
  );
}

function Mark({ icon, name, text }: { readonly icon: React.ReactNode; readonly name: string; readonly text: string }) {
  return (
    <div className="contents">
      <dt className="contents">
        <span className="self-center">{icon}</span>
        <span className="font-medium">{name}</span>
      </dt>
      <dd className="text-mute">{text}</dd>
    </div>
  );
}
