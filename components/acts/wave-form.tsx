'use client';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import { ScopeList, type Scopes } from './scope-list.tsx';
import { ordersFor, WAVE_LIMITS, type WaveDraft, type WaveField } from './wave-settings.ts';

interface WaveFormProps {
  readonly draft: WaveDraft;
  readonly wrong: ReadonlySet<WaveField>;
  readonly scopes: Scopes;
  readonly locked: boolean;
  readonly onChange: (draft: WaveDraft) => void;
}

const NUMBERS = ['size', 'pauseSeconds', 'failuresAllowed', 'availableWithinSeconds'] as const;

/** What a person decides about a wave. */
export function WaveForm({ draft, wrong, scopes, locked, onChange }: WaveFormProps) {
  const t = useTranslations();
  return (
    <div className="mb-4 grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <div className="flex flex-col gap-4">
        <ScopeList
          scopes={scopes}
          nodes={draft.nodes}
          locked={locked}
          onChange={(nodes) =>
            onChange({ ...draft, nodes, order: nodes === null && draft.order === 'selection' ? 'zone' : draft.order })
          }
        />
        <RadioList
          label={t('acts.wave.order')}
          value={draft.order}
          disabled={locked}
          options={ordersFor(draft.nodes).map((value) => ({ value, label: t(`acts.wave.orders.${value}`) }))}
          onChange={(order) => onChange({ ...draft, order })}
        />
        <RadioList
          label={t('acts.wave.by')}
          value={draft.by}
          disabled={locked}
          options={(['delete', 'eviction'] as const).map((value) => ({
            value,
            label: t(`acts.wave.bys.${value}`),
            note: t(`acts.wave.bys.${value}Note`),
          }))}
          onChange={(by) => onChange({ ...draft, by })}
        />
      </div>
      <div className="flex flex-col gap-2.5">
        {NUMBERS.map((field) => (
          <NumberField
            key={field}
            field={field}
            value={draft[field]}
            wrong={wrong.has(field)}
            locked={locked}
            onChange={(text) => onChange({ ...draft, [field]: text })}
          />
        ))}
      </div>
    </div>
  );
}

interface NumberFieldProps {
  readonly field: WaveField;
  readonly value: string;
  readonly wrong: boolean;
  readonly locked: boolean;
  readonly onChange: (text: string) => void;
}

function NumberField({ field, value, wrong, locked, onChange }: NumberFieldProps) {
  const t = useTranslations();
  const id = useId();
  const [least, most] = field === 'size' ? [1, 100] : WAVE_LIMITS[field];
  return (
    <div className="grid grid-cols-[1fr_84px] items-center gap-x-3">
      <label htmlFor={id}>{t(`acts.wave.${field}`)}</label>
      <input
        id={id}
        value={value}
        disabled={locked}
        inputMode={field === 'size' ? 'text' : 'numeric'}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        className="h-7 rounded-md border border-line-strong bg-panel px-2 text-right outline-none focus:border-accent aria-invalid:border-failing-text"
        onChange={(event) => onChange(event.target.value.trim())}
      />
      {wrong && (
        <p id={`${id}-wrong`} className="col-span-2 text-xs text-failing-text">
          {field === 'size' ? t('acts.wave.sizeAllowed') : t('acts.wave.allowed', { least, most })}
        </p>
      )}
    </div>
  );
}
