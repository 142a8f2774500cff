'use client';
import { useTranslations } from 'use-intl';
import type { FieldError } from './field-error.ts';
import { FormSection, RemoveButton } from './form-section.tsx';
import { TextField } from './text-field.tsx';
import { useRows } from './use-rows.ts';

type Selector = Readonly<Record<string, string>>;

interface SelectorFormProps {
  readonly selector: Selector;
  readonly error: FieldError | null;
  readonly onChange: (selector: Selector) => void;
}

/** The labels that a Node must have, one a row. */
export function SelectorForm({ selector, error, onChange }: SelectorFormProps) {
  const t = useTranslations();
  const { rows, replace, add } = useRows({ value: selector, read: Object.entries<string>, write: complete, onChange });
  return (
    <FormSection
      title="nodeSelector"
      empty={t('whatIf.anyNode')}
      addLabel={t('whatIf.addLabel')}
      path="template.spec.nodeSelector"
      error={error}
      isEmpty={rows.length === 0}
      onAdd={() => add(['', ''])}
    >
      {rows.map(([key, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key itself is what is typed
        <div key={index} className="grid grid-cols-[minmax(0,3fr)_auto_minmax(0,2fr)_28px] items-center gap-1">
          <TextField label={t('whatIf.key')} value={key} onChange={(text) => replace(index, [text, value])} />
          <span aria-hidden="true" className="text-mute">
            =
          </span>
          <TextField label={t('whatIf.value')} value={value} onChange={(text) => replace(index, [key, text])} />
          <RemoveButton label={key} onClick={() => replace(index, null)} />
        </div>
      ))}
    </FormSection>
  );
}

function complete(rows: readonly (readonly [string, string])[]): Selector {
  return Object.fromEntries(rows.filter(([key]) => key !== ''));
}
