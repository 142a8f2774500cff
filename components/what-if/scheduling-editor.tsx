'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { DraftScheduling } from '#lib/client/what-if-draft.ts';
import { readSchedulingText, schedulingText } from '#lib/client/what-if-text.ts';
import type { FieldError } from './field-error.ts';
import { FieldProblem } from './form-section.tsx';

interface SchedulingEditorProps {
  readonly scheduling: DraftScheduling;
  readonly error: FieldError | null;
  readonly onChange: (scheduling: DraftScheduling) => void;
}

/** The same as the form, as text: what is typed stays as it is typed, right or wrong; a whole manifest may be pasted. */
export function SchedulingEditor({ scheduling, error, onChange }: SchedulingEditorProps) {
  const t = useTranslations();
  const [text, setText] = useState(() => schedulingText(scheduling));
  const read = readSchedulingText(text);
  const change = (next: string) => {
    setText(next);
    const found = readSchedulingText(next);
    if (found.kind === 'scheduling') onChange(found.scheduling);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        aria-label={t('whatIf.yaml')}
        aria-invalid={read.kind === 'problem' || error !== null}
        value={text}
        rows={Math.min(22, Math.max(8, text.split('\n').length + 1))}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        className="w-full resize-y rounded-md border border-line bg-panel px-2.5 py-2 font-mono text-xs leading-5 outline-none focus:border-accent aria-invalid:border-failing"
        onChange={(event) => change(event.target.value)}
      />
      <p className="text-xs text-mute">{t('whatIf.yamlNote')}</p>
      {read.kind === 'problem' && (
        <p role="alert" className="text-xs break-words text-failing-text">
          {read.line !== null && `${t('whatIf.line', { line: read.line })} `}
          {visibleText(read.message)}
        </p>
      )}
      <FieldProblem path="template" error={read.kind === 'problem' ? null : error} />
      {read.kind === 'scheduling' && read.corrected !== null && (
        <section aria-label={t('whatIf.corrected')} className="rounded-md border border-missing px-2.5 py-2 text-xs">
          <p className="flex items-start justify-between gap-2">
            {t('whatIf.removedApi', { version: visibleText(read.corrected.from) })}
            <CopyButton text={read.corrected.manifest} />
          </p>
          <ScrollBox as="pre" className="mt-1 max-h-40">
            {visibleText(read.corrected.manifest)}
          </ScrollBox>
        </section>
      )}
    </div>
  );
}
