'use client';
import { useTranslations } from 'use-intl';
import type { DraftScheduling } from '#lib/client/what-if-draft.ts';
import type { FieldError } from './field-error.ts';
import { FormSection, RemoveButton } from './form-section.tsx';
import { ChoiceField, TextField } from './text-field.tsx';
import { useRows } from './use-rows.ts';

type Tolerations = NonNullable<DraftScheduling['tolerations']>;
type Toleration = Tolerations[number];

interface TolerationFormProps {
  readonly tolerations: Tolerations;
  readonly error: FieldError | null;
  readonly onChange: (tolerations: Tolerations) => void;
}

const OPERATORS = ['Equal', 'Exists'].map((operator) => ({ value: operator, label: operator }));
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The taints that a Pod tolerates; those that the controller adds by itself are not shown. */
export function TolerationForm({ tolerations, error, onChange }: TolerationFormProps) {
  const t = useTranslations();
  const { rows, replace, add } = useRows({ value: tolerations, read: (known) => known, write: complete, onChange });
  return (
    <FormSection
      title="tolerations"
      empty={t('whatIf.noToleration')}
      addLabel={t('whatIf.addToleration')}
      path="template.spec.tolerations"
      error={error}
      isEmpty={rows.length === 0}
      onAdd={() => add({ operator: 'Equal' })}
    >
      {rows.map((toleration, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tolerations have no name
        <TolerationRow key={index} toleration={toleration} onChange={(next) => replace(index, next)} />
      ))}
    </FormSection>
  );
}

// Without a key only Exists is legal, and means every taint.
function complete(rows: Tolerations): Tolerations {
  return rows.filter(({ key = '', operator = 'Equal' }) => key !== '' || operator !== 'Equal');
}

interface TolerationRowProps {
  readonly toleration: Toleration;
  readonly onChange: (toleration: Toleration | null) => void;
}

function TolerationRow({ toleration, onChange }: TolerationRowProps) {
  const t = useTranslations();
  const { key = '', operator = 'Equal', value = '', effect = '', ...others } = toleration;
  const set = (parts: Partial<Toleration>) => {
    const next = { key, operator, value, effect, ...parts };
    onChange({
      ...others,
      ...(next.key === '' ? {} : { key: next.key }),
      operator: next.operator,
      ...(next.operator === 'Exists' || next.value === '' ? {} : { value: next.value }),
      ...(next.effect === '' ? {} : { effect: next.effect }),
    });
  };
  const effects = [{ value: '', label: t('whatIf.anyEffect') }, ...EFFECTS.map((name) => ({ value: name, label: name }))];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_76px_112px_28px] gap-1">
      <TextField label={t('whatIf.key')} placeholder={t('whatIf.anyKey')} value={key} onChange={(text) => set({ key: text })} />
      <ChoiceField
        label={t('whatIf.operator')}
        value={operator}
        options={OPERATORS}
        onChange={(next) => set({ operator: next })}
      />
      <ChoiceField label={t('whatIf.effect')} value={effect} options={effects} onChange={(next) => set({ effect: next })} />
      <RemoveButton label={key} onClick={() => onChange(null)} />
      {operator !== 'Exists' && <TextField label={t('whatIf.value')} value={value} onChange={(text) => set({ value: text })} />}
      {others.tolerationSeconds !== undefined && (
        <p className="col-span-3 font-mono text-xs text-mute">{`tolerationSeconds: ${others.tolerationSeconds}`}</p>
      )}
    </div>
  );
}
