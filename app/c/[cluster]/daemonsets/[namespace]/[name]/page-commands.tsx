'use client';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useCommand } from '#components/ui/use-command.ts';

const PARSERS = {
  view: parseAsStringLiteral(['grid', 'table']).withDefault('grid'),
  whatif: parseAsString,
  node: parseAsString,
  show: parseAsString,
};

/** Offers the views of this page to the command palette; each is a place in the address or a card beside the grid. */
export function PageCommands() {
  const t = useTranslations();
  const [{ view }, setParams] = useQueryStates(PARSERS, { history: 'push' });
  const other = view === 'grid' ? 'table' : 'grid';
  const showCard = async (title: string) => {
    await setParams({ whatif: null, node: null, show: null });
    requestAnimationFrame(() => focusCard(title));
  };
  useCommand({ kind: 'view', label: t(`grid.${other}`), run: () => void setParams({ view: other }) });
  useCommand({ kind: 'view', label: t('whatIf.open'), run: () => void setParams({ whatif: '{}', node: null }) });
  useCommand({ kind: 'view', label: t('revisions.title'), run: () => void showCard(t('revisions.title')) });
  useCommand({ kind: 'view', label: t('timeline.title'), run: () => void showCard(t('timeline.title')) });
  useCommand({ kind: 'view', label: t('funnel.title'), run: () => void showCard(t('funnel.title')) });
  return null;
}

/** Scrolls to the card of the inspector with this heading and puts the focus there. */
function focusCard(title: string): void {
  const heading = [...document.querySelectorAll<HTMLElement>('aside h2')].find(({ textContent }) =>
    textContent?.startsWith(title),
  );
  if (!heading) return;
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: 'start' });
  heading.focus({ preventScroll: true });
}
