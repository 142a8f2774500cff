'use client';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { FieldError } from './field-error.ts';

interface FormSectionProps {
  /** A word of the API. */
  readonly title: string;
  /** Shown when there is no row. */
  readonly empty: string;
  readonly addLabel: string;
  /** The path of the part of the question that this section makes. */
  readonly path: string;
  readonly error: FieldError | null;
  readonly isEmpty: boolean;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

/** One part of the form with its rows, and what the server finds wrong in it. */
export function FormSection({ title, empty, addLabel, path, error, isEmpty, onAdd, children }: FormSectionProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 font-mono text-xs font-medium">{title}</legend>
      {isEmpty && <p className="text-xs text-mute">{empty}</p>}
      {children}
      <FieldProblem path={path} error={error} />
      <button type="button" className="flex w-fit items-center gap-1 text-xs text-accent hover:underline" onClick={onAdd}>
        <Plus size={12} aria-hidden="true" />
        {addLabel}
      </button>
    </fieldset>
  );
}

/** What is wrong below this path, with the field and in the API server's words. */
export function FieldProblem({ path, error }: { readonly path: string; readonly error: FieldError | null }) {
  if (error === null || !error.field.startsWith(path)) return null;
  return (
    <p role="alert" className="text-xs break-words text-failing-text">
      <code className="break-all">{visibleText(error.field)}</code> {visibleText(error.words)}
    </p>
  );
}

/** The small button that takes a row away. */
export function RemoveButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  const t = useTranslations();
  const words = t('whatIf.remove', { what: visibleText(label) });
  return (
    <button
      type="button"
      aria-label={words}
      title={words}
      className="grid size-7 shrink-0 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
      onClick={onClick}
    >
      <X size={13} aria-hidden="true" />
    </button>
  );
}
