'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeChange } from '#lib/rollout/what-if-change.ts';
import type { FieldError } from './field-error.ts';
import { FieldProblem, RemoveButton } from './form-section.tsx';
import { ChoiceField, TextField } from './text-field.tsx';

interface NodeChangesProps {
  readonly changes: readonly NodeChange[];
  readonly error: FieldError | null;
  /** The names of the Nodes that the page's filters show. */
  readonly shownNodes: () => readonly string[];
  readonly shownCount: number;
  readonly onChange: (changes: readonly NodeChange[]) => void;
}

/** The changes of Nodes so far, and the form for one more. */
export function NodeChanges({ changes, error, shownNodes, shownCount, onChange }: NodeChangesProps) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-1">
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no name
          <li key={index}>
            <ChangeRow change={change} onRemove={() => onChange(changes.filter((_, at) => at !== index))} />
            <FieldProblem path={`changes[${index}]`} error={error} />
          </li>
        ))}
      </ul>
      {changes.length === 0 && <p className="text-xs text-mute">{t('whatIf.noChange')}</p>}
      <NewChange shownNodes={shownNodes} shownCount={shownCount} onAdd={(change) => onChange([...changes, change])} />
    </div>
  );
}

function ChangeRow({ change, onRemove }: { readonly change: NodeChange; readonly onRemove: () => void }) {
  const t = useTranslations();
  const wording = useWording();
  const [first = ''] = change.nodes;
  const where = change.nodes.length === 1 ? visibleText(first) : t('whatIf.nodes', { count: change.nodes.length });
  const what = changeWords(change);
  return (
    <p
      className="flex items-center gap-1 rounded-md bg-hover pl-2 text-xs"
      title={`${visibleText(what)}\n${change.nodes.slice(0, 40).map(visibleText).join('\n')}`}
    >
      <span className="min-w-0 grow truncate">
        <code>{visibleText(what)}</code> <span className="text-mute">{where}</span>
      </span>
      <RemoveButton label={`${what} ${wording.number(change.nodes.length)}`} onClick={onRemove} />
    </p>
  );
}

/** As kubectl label and kubectl taint have it. */
function changeWords({ labels, taints }: NodeChange): string {
  return [
    ...Object.entries(labels).map(([key, value]) => `label ${value === null ? `${key}-` : `${key}=${value}`}`),
    ...taints.map(({ key, value, effect, remove }) => {
      const name = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
      return `taint ${name}${remove ? '-' : ''}`;
    }),
  ].join(' ');
}

const KINDS = ['label', 'unlabel', 'taint', 'untaint'] as const;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
type Kind = (typeof KINDS)[number];

interface NewChangeProps {
  readonly shownNodes: () => readonly string[];
  readonly shownCount: number;
  readonly onAdd: (change: NodeChange) => void;
}

function NewChange({ shownNodes, shownCount, onAdd }: NewChangeProps) {
  const t = useTranslations();
  const [kind, setKind] = useState<Kind>('label');
  const [{ key, value, effect, node }, setField] = useState({ key: '', value: '', effect: 'NoSchedule', node: '' });
  const set = (part: Partial<{ key: string; value: string; effect: string; node: string }>) =>
    setField((old) => ({ ...old, ...part }));
  const kinds = KINDS.map((name) => ({ value: name, label: t(`whatIf.kind.${name}`) }));
  const effects = [
    ...(kind === 'untaint' ? [{ value: '', label: t('whatIf.anyEffect') }] : []),
    ...EFFECTS.map((name) => ({ value: name as string, label: name as string })),
  ];
  const isTaint = kind === 'taint' || kind === 'untaint';
  const add = (nodes: readonly string[]) => {
    const labels = isTaint ? {} : { [key]: kind === 'unlabel' ? null : value };
    const taints = isTaint ? [{ key, value: kind === 'untaint' ? '' : value, effect, remove: kind === 'untaint' }] : [];
    onAdd({ nodes, labels, taints });
    set({ key: '', value: '' });
  };
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line p-2">
      <div className="grid grid-cols-2 gap-1">
        <ChoiceField label={t('whatIf.kindLabel')} value={kind} options={kinds} onChange={setKind} />
        {isTaint ? (
          <ChoiceField label={t('whatIf.effect')} value={effect} options={effects} onChange={(text) => set({ effect: text })} />
        ) : (
          <span />
        )}
        <TextField label={t('whatIf.key')} value={key} onChange={(text) => set({ key: text })} />
        {kind === 'label' || kind === 'taint' ? (
          <TextField label={t('whatIf.value')} value={value} onChange={(text) => set({ value: text })} />
        ) : (
          <span />
        )}
      </div>
      <div className="flex flex-wrap items-center gap-1 pt-1">
        <Button disabled={key === '' || shownCount === 0} onClick={() => add(shownNodes())}>
          {t('whatIf.onShown', { count: shownCount })}
        </Button>
        <span className="min-w-32 grow">
          <TextField label={t('whatIf.nodeName')} value={node} onChange={(text) => set({ node: text })} />
        </span>
        <Button disabled={key === '' || node === ''} onClick={() => add([node])}>
          {t('whatIf.onNode')}
        </Button>
      </div>
    </div>
  );
}
