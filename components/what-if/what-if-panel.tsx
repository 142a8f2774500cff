'use client';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import { type DraftScheduling, EMPTY_DRAFT, type WhatIfDraft } from '#lib/client/what-if-draft.ts';
import type { WhatIfAnswer } from '#lib/client/what-if-query.ts';
import { AffinityForm } from './affinity-form.tsx';
import { type FieldError, fieldError } from './field-error.ts';
import { NodeChanges } from './node-changes.tsx';
import { SchedulingEditor } from './scheduling-editor.tsx';
import { SelectorForm } from './selector-form.tsx';
import { TolerationForm } from './toleration-form.tsx';
import { WhatIfResult, type WhatIfResultProps } from './what-if-result.tsx';

interface WhatIfPanelProps extends Pick<WhatIfResultProps, 'summary' | 'marked' | 'onMark'> {
  readonly draft: WhatIfDraft;
  readonly answer: WhatIfAnswer | undefined;
  /** What the template says now; undefined until it is known. */
  readonly inForce: DraftScheduling | undefined;
  readonly error: Error | null;
  readonly asking: boolean;
  readonly shownNodes: () => readonly string[];
  readonly shownCount: number;
  readonly onChange: (draft: WhatIfDraft) => void;
  readonly onClose: () => void;
}

const VIEWS = ['form', 'yaml', 'nodes'] as const;
type View = (typeof VIEWS)[number];

/** A change of where the DaemonSet runs, looked at before it is made: nothing here changes the cluster. */
export default function WhatIfPanel(props: WhatIfPanelProps) {
  const { draft, answer, inForce, error, asking, shownNodes, shownCount, onChange, onClose } = props;
  const t = useTranslations();
  const heading = useRef<HTMLHeadingElement>(null);
  const [view, setView] = useState<View>(draft.changes.length > 0 ? 'nodes' : 'form');
  useEffect(() => heading.current?.focus(), []);
  const [resets, setResets] = useState(0);
  const problem = error instanceof ApiRequestError ? fieldError(error.problem) : null;
  const isEmpty = Object.keys(draft.template).length === 0 && draft.changes.length === 0;
  return (
    <section aria-label={t('whatIf.title')} className="card flex flex-col divide-y divide-line">
      <header className="sticky top-0 z-1 flex items-center gap-2 rounded-t-[10px] bg-panel py-2 pr-2 pl-3.5">
        <h2 ref={heading} tabIndex={-1} className="grow text-sm font-semibold outline-none">
          {t('whatIf.title')} <span className="font-normal text-mute">· {t('whatIf.note')}</span>
        </h2>
        <Button
          look="quiet"
          onClick={() => {
            setResets(resets + 1);
            if (!isEmpty) onChange(EMPTY_DRAFT);
          }}
        >
          {t('whatIf.reset')}
        </Button>
        <button
          type="button"
          aria-label={t('ui.close')}
          title={`${t('ui.close')} (Esc)`}
          className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
          onClick={onClose}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      <div className="flex flex-col gap-3 px-3.5 py-3">
        <ViewChoice view={view} onChange={setView} />
        {view === 'nodes' ? (
          <NodeChanges
            changes={draft.changes}
            error={problem}
            shownNodes={shownNodes}
            shownCount={shownCount}
            onChange={(changes) => onChange({ ...draft, changes })}
          />
        ) : inForce ? (
          <TemplateForm
            key={`${view}${resets}`}
            view={view}
            draft={draft}
            inForce={inForce}
            error={problem}
            onChange={onChange}
          />
        ) : (
          error === null && <Skeleton className="h-32 w-full" />
        )}
        {error !== null && <Problem error={error} shownAt={inForce ? problem : null} view={view} />}
      </div>
      {answer && (
        <div className={classNames('px-3.5 py-3', (error !== null || asking) && 'opacity-60')}>
          {isEmpty && <p className="text-mute">{t('whatIf.start')}</p>}
          {!isEmpty && <WhatIfResult answer={answer} summary={props.summary} marked={props.marked} onMark={props.onMark} />}
        </div>
      )}
    </section>
  );
}

function ViewChoice({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  const t = useTranslations();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('whatIf.views')} className="flex w-fit overflow-hidden rounded-md border border-line text-xs">
      {VIEWS.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === view}
          className="h-7 border-l border-line px-2.5 first:border-l-0 hover:bg-hover aria-pressed:bg-accent/10 aria-pressed:font-medium"
          onClick={() => onChange(name)}
        >
          {t(`whatIf.view.${name}`)}
        </button>
      ))}
    </div>
  );
}

interface TemplateFormProps {
  readonly view: 'form' | 'yaml';
  readonly draft: WhatIfDraft;
  /** What the template says now. */
  readonly inForce: DraftScheduling;
  readonly error: FieldError | null;
  readonly onChange: (draft: WhatIfDraft) => void;
}

function TemplateForm({ view, draft, inForce, error, onChange }: TemplateFormProps) {
  const shown = { ...inForce, ...draft.template };
  const set = (part: DraftScheduling) => onChange({ ...draft, template: { ...draft.template, ...part } });
  if (view === 'yaml') return <SchedulingEditor scheduling={shown} error={error} onChange={set} />;
  const terms = shown.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const withTerms = (nodeSelectorTerms: typeof terms): DraftScheduling['affinity'] =>
    nodeSelectorTerms.length === 0
      ? null
      : { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
  return (
    <>
      <SelectorForm selector={shown.nodeSelector ?? {}} error={error} onChange={(nodeSelector) => set({ nodeSelector })} />
      <AffinityForm terms={terms} error={error} onChange={(next) => set({ affinity: withTerms(next) })} />
      <TolerationForm tolerations={shown.tolerations ?? []} error={error} onChange={(tolerations) => set({ tolerations })} />
    </>
  );
}

/** A problem that no part of the shown form tells. */
function Problem({ error, shownAt, view }: { readonly error: Error; readonly shownAt: FieldError | null; readonly view: View }) {
  const owner = view === 'nodes' ? 'changes[' : 'template';
  const isShown =
    shownAt !== null &&
    (view === 'form'
      ? /^template\.spec\.(?:nodeSelector|affinity|tolerations)/.test(shownAt.field)
      : shownAt.field.startsWith(owner));
  if (isShown) return null;
  return (
    <p role="alert" className="text-xs break-words text-failing-text">
      {visibleText(error.message)}
    </p>
  );
}
