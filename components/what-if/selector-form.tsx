'use client';
import { useTranslations } from 'use-intl';
import type { FieldError } from './field-error.ts';
import { FormSection, RemoveButton } from './form-section.tsx';
import { TextField } from './text-field.tsx';

type Selector = Readonly<Record<string, string>>;

interface SelectorFormProps {
  readonly selector: Selector;
  readonly error: FieldError | null;
  readonly onChange: (selector: Selector) => void;
}

/** The labels that a Node must have, one a row. */
export function SelectorForm({ selector, error, onChange }: SelectorFormProps) {
  const t = useTranslations();
  const rows = Object.entries(selector);
  const replace = (at: number, row: readonly [string, string] | null) => {
    const next = rows.flatMap((known, index) => (index === at ? (row === null ? [] : [row]) : [known]));
    // Two rows may not share a key: the one that is typed waits until it differs.
    if (new Set(next.map(([key]) => key)).size === next.length) onChange(Object.fromEntries(next));
  };
  return (
    <FormSection
      title="nodeSelector"
      empty={t('whatIf.anyNode')}
      addLabel={t('whatIf.addLabel')}
      path="template.spec.nodeSelector"
      error={error}
      isEmpty={rows.length === 0}
      onAdd={() => !Object.hasOwn(selector, '') && onChange({ ...selector, '': '' })}
    >
      {rows.map(([key, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key itself is what is typed
        <div key={index} className="grid grid-cols-[1fr_auto_1fr_28px] items-center gap-1">
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
