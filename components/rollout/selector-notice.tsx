'use client';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ProjectNodeSelector } from '#lib/rollout/project-node-selector.ts';

const NODES_SHOWN = 3;

interface SelectorNoticeProps {
  readonly finding: ProjectNodeSelector;
  readonly namespace: string;
  /** False where a problem of its own names its Nodes and the fix. */
  readonly alone: boolean;
  readonly onSelect: (node: string) => void;
}

/** The node selector that the Namespace or the cluster adds: where it comes from, what it does, which Nodes it takes away, the fix. */
export function SelectorNotice({ finding, namespace, alone, onSelect }: SelectorNoticeProps) {
  const t = useTranslations();
  const { annotation, selector, effect, nodes, nodeCount, eligible, command } = finding;
  if (effect === 'harmless') return null;
  const names = { selector: visibleText(selector), namespace: visibleText(namespace) };
  return (
    <div className="mb-2.5 flex flex-col gap-1 rounded-md border border-line-strong px-2.5 py-2" data-testid="selector">
      <p className="font-semibold">{t('selector.title')}</p>
      <p className="break-words">
        {annotation === null
          ? t('selector.clusterDefault', names)
          : t('selector.annotation', { ...names, annotation: visibleText(annotation) })}{' '}
        {t(`selector.effect.${effect}`, { count: nodeCount, eligible })}
      </p>
      {nodes === null && <p className="text-xs text-mute">{t('selector.uncounted')}</p>}
      {alone && nodes !== null && nodes.length > 0 && (
        <p className="flex min-w-0 flex-wrap gap-x-3 text-xs">
          {nodes.slice(0, NODES_SHOWN).map((node) => (
            <button
              key={node}
              type="button"
              className="min-h-6 max-w-full font-mono text-accent hover:underline"
              onClick={() => onSelect(node)}
            >
              <MiddleText text={node} />
            </button>
          ))}
          {nodeCount > NODES_SHOWN && (
            <span className="self-center text-mute">{t('selector.more', { count: nodeCount - NODES_SHOWN })}</span>
          )}
        </p>
      )}
      {alone && command !== null && (
        <p className="flex items-start gap-1 rounded-md bg-hover px-2 py-1 font-mono text-xs">
          <code className="min-w-0 grow break-all">{visibleText(command)}</code>
          <CopyButton text={command} />
        </p>
      )}
    </div>
  );
}
