'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { StrayGroup, StrayPod } from '#lib/rollout/stray-pods.ts';

interface StrayListProps {
  readonly strays: readonly StrayGroup[];
  /** True for a Node that can be opened. */
  readonly hasNode: (node: string) => boolean;
  readonly onSelect: (node: string) => void;
}

const SHOWN = 3;

/** Pods that no count and no cell tells of: which they are, what becomes of them and what to do. */
export function StrayList({ strays, hasNode, onSelect }: StrayListProps) {
  const t = useTranslations();
  if (strays.length === 0) return null;
  return (
    <section aria-label={t('strays.title')} className="mt-2 border-t border-line pt-2" data-testid="strays">
      <h3 className="text-xs font-semibold text-mute">{t('strays.title')}</h3>
      <ul className="flex flex-col">
        {strays.map((group) => (
          <Group key={group.kind} group={group} hasNode={hasNode} onSelect={onSelect} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group, hasNode, onSelect }: Omit<StrayListProps, 'strays'> & { readonly group: StrayGroup }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const { kind, count, pods, command } = group;
  const shown = open ? pods : pods.slice(0, SHOWN);
  return (
    <li className="flex min-w-0 flex-col gap-0.5 border-t border-line py-2 first:border-t-0 last:pb-0">
      <p>
        <b>{t(`strays.kind.${kind}`, { count })}</b>
      </p>
      <p className="text-xs text-mute">{t(`strays.why.${kind}`)}</p>
      <ul className="flex flex-col gap-1">
        {shown.map((pod) => (
          <Stray key={pod.uid} pod={pod} hasNode={hasNode} onSelect={onSelect} />
        ))}
      </ul>
      {count > SHOWN && (
        <button
          type="button"
          aria-expanded={open}
          className="min-h-6 self-start text-xs text-accent hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? t('strays.less') : t('strays.more', { count: Math.min(count, pods.length) - SHOWN })}
        </button>
      )}
      {open && count > pods.length && <p className="text-xs text-mute">{t('strays.unlisted', { count: count - pods.length })}</p>}
      {command !== null && (
        <p className="flex items-start gap-1 rounded-md bg-hover px-2 py-1 font-mono text-xs">
          <code className="min-w-0 grow break-all">{visibleText(command)}</code>
          <CopyButton text={command} />
        </p>
      )}
    </li>
  );
}

function Stray({ pod, hasNode, onSelect }: Omit<StrayListProps, 'strays'> & { readonly pod: StrayPod }) {
  const t = useTranslations();
  const { name, node, status, createdAt, owner, message, kind } = pod;
  return (
    <li className="min-w-0 text-xs">
      <p className="flex min-w-0 items-center gap-1">
        <MiddleText text={name} className="font-mono font-semibold" />
        <CopyButton text={name} />
        <span className="ml-auto shrink-0 text-mute">
          {visibleText(status)} · <AgeText at={createdAt} />
        </span>
      </p>
      {node !== null &&
        (hasNode(node) ? (
          <button
            type="button"
            className="block min-h-6 max-w-full text-left font-mono text-accent hover:underline"
            onClick={() => onSelect(node)}
          >
            <MiddleText text={node} />
          </button>
        ) : (
          <p className="flex min-w-0 gap-1 text-mute">
            <MiddleText text={node} className="font-mono" /> <span className="shrink-0">{t('strays.goneNode')}</span>
          </p>
        ))}
      {owner !== null && (kind === 'foreign' || kind === 'predecessor') && (
        <p className="break-words text-mute">{t('strays.owner', { owner: visibleText(owner) })}</p>
      )}
      {message !== null && (
        <p className="line-clamp-3 break-words text-mute">
          <bdi>{visibleText(message)}</bdi>
        </p>
      )}
    </li>
  );
}
