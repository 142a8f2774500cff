'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { KeyId } from './key-table.ts';
import { useKey } from './use-key.ts';

/** What the inspector can show of the chosen Node in place of its facts, or scroll to: `?show=`. */
export const SHOWN_VIEWS = ['yaml', 'describe', 'logs', 'events'] as const;
export type ShownView = (typeof SHOWN_VIEWS)[number];

const KEY_OF = {
  yaml: 'showYaml',
  describe: 'showDescribe',
  logs: 'showLogs',
  events: 'showEvents',
} as const satisfies Record<ShownView, KeyId>;

const PARSER = parseAsStringLiteral(SHOWN_VIEWS).withOptions({ history: 'push' });

/** The view that the address names, null when it names none, and how to show another. */
export function useShownView(): [ShownView | null, (view: ShownView | null) => void] {
  const [view, setView] = useQueryState('show', PARSER);
  return [view, (next) => void setView(next)];
}

/** Binds `y`, `d`, `l` and `e` to the views that there are now; the key of the view that is shown closes it. */
export function useViewKeys(views: readonly ShownView[]): void {
  const [shown, show] = useShownView();
  const toggle = (view: ShownView) => show(view === shown ? null : view);
  const keyOf = (view: ShownView) => (views.includes(view) ? KEY_OF[view] : null);
  useKey(keyOf('yaml'), () => toggle('yaml'));
  useKey(keyOf('describe'), () => toggle('describe'));
  useKey(keyOf('logs'), () => toggle('logs'));
  useKey(keyOf('events'), () => toggle('events'));
}
