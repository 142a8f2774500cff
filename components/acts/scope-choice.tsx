'use client';
import { ScopeList, scopesOf } from './scope-list.tsx';
import type { ChoiceProps } from './subject.ts';

/** Every stale Pod, or those on the Nodes that the page's filter shows or that are chosen. */
export function ScopeChoice({ intent, act, onChange, locked }: ChoiceProps) {
  if (act?.act !== 'deleteStale') return null;
  return (
    <div className="mb-4 empty:hidden">
      <ScopeList
        scopes={scopesOf(intent)}
        nodes={act.nodes ?? null}
        locked={locked}
        onChange={(nodes) => onChange(nodes === null ? { act: 'deleteStale' } : { act: 'deleteStale', nodes })}
      />
    </div>
  );
}
