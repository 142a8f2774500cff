'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { DraftRequirement, DraftTerm } from '#lib/client/what-if-draft.ts';
import type { FieldError } from './field-error.ts';
import { FormSection, RemoveButton } from './form-section.tsx';
import { ChoiceField, TextField } from './text-field.tsx';
import { useRows } from './use-rows.ts';

interface AffinityFormProps {
  readonly terms: readonly DraftTerm[];
  readonly error: FieldError | null;
  readonly onChange: (terms: readonly DraftTerm[]) => void;
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'].map((operator) => ({ value: operator, label: operator }));
const WITHOUT_VALUES = new Set(['Exists', 'DoesNotExist']);
const NEW_TERM: DraftTerm = { matchExpressions: [{ key: '', operator: 'In', values: [] }] };

/** The required node affinity: a Node must fulfil all requirements of one term. */
export function AffinityForm({ terms, error, onChange }: AffinityFormProps) {
  const t = useTranslations();
  const { rows, replace, add } = useRows({ value: terms, read: (known) => known, write: complete, onChange });
  return (
    <FormSection
      title="nodeAffinity"
      empty={t('whatIf.noAffinity')}
      addLabel={t(`whatIf.${rows.length === 0 ? 'addRequirement' : 'addTerm'}`)}
      path="template.spec.affinity"
      error={error}
      isEmpty={rows.length === 0}
      onAdd={() => add(NEW_TERM)}
    >
      {rows.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: terms have no name
        <div key={index} className="flex flex-col gap-1.5">
          {index > 0 && <p className="text-xs text-mute">{t('whatIf.or')}</p>}
          <Term term={term} onChange={(next) => replace(index, next)} />
        </div>
      ))}
    </FormSection>
  );
}

function complete(terms: readonly DraftTerm[]): readonly DraftTerm[] {
  return terms.flatMap((term) => {
    const matchExpressions = (term.matchExpressions ?? []).filter(({ key }) => key !== '');
    return matchExpressions.length + (term.matchFields ?? []).length === 0 ? [] : [{ ...term, matchExpressions }];
  });
}

function Term({ term, onChange }: { readonly term: DraftTerm; readonly onChange: (term: DraftTerm | null) => void }) {
  const t = useTranslations();
  const { matchExpressions = [], matchFields = [] } = term;
  const replace = (at: number, requirement: DraftRequirement | null) => {
    const next = matchExpressions.flatMap((known, index) =>
      index === at ? (requirement === null ? [] : [requirement]) : [known],
    );
    onChange(next.length === 0 && matchFields.length === 0 ? null : { ...term, matchExpressions: next });
  };
  return (
    <>
      {matchExpressions.map((requirement, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: requirements have no name
        <Requirement key={index} requirement={requirement} onChange={(next) => replace(index, next)} />
      ))}
      {matchFields.map(({ key, operator, values = [] }) => (
        <p key={`${key}${operator}`} className="font-mono text-xs break-all text-mute">
          {visibleText(`matchFields ${key} ${operator} ${values.join(', ')}`)}
        </p>
      ))}
      <button
        type="button"
        className="w-fit text-xs text-accent hover:underline"
        onClick={() => onChange({ ...term, matchExpressions: [...matchExpressions, { key: '', operator: 'In', values: [] }] })}
      >
        {t('whatIf.addAnd')}
      </button>
    </>
  );
}

interface RequirementProps {
  readonly requirement: DraftRequirement;
  readonly onChange: (requirement: DraftRequirement | null) => void;
}

function Requirement({ requirement, onChange }: RequirementProps) {
  const t = useTranslations();
  const { key, operator, values = [] } = requirement;
  const operated = (next: string): DraftRequirement =>
    WITHOUT_VALUES.has(next) ? { key, operator: next } : { key, operator: next, values };
  return (
    <div className="grid grid-cols-[minmax(0,3fr)_88px_minmax(0,2fr)_28px] items-center gap-1">
      <TextField label={t('whatIf.key')} value={key} onChange={(text) => onChange({ ...requirement, key: text })} />
      <ChoiceField
        label={t('whatIf.operator')}
        value={operator}
        options={OPERATORS}
        onChange={(next) => onChange(operated(next))}
      />
      {WITHOUT_VALUES.has(operator) ? (
        <span />
      ) : (
        <TextField
          label={t('whatIf.values')}
          value={values.join(',')}
          onChange={(text) =>
            onChange({ ...requirement, values: text === '' ? [] : text.split(',').map((value) => value.trim()) })
          }
        />
      )}
      <RemoveButton label={key} onClick={() => onChange(null)} />
    </div>
  );
}
