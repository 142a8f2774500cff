'use client';
import { parseAsArrayOf, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { CheckMark } from '#components/ui/check-mark.tsx';
import { FoldMenu } from '#components/ui/fold-menu.tsx';
import { toggled } from '#components/ui/toggled.ts';
import { SORTINGS, type Sorting } from './node-view.ts';

const PARSER = parseAsArrayOf(parseAsStringLiteral(SORTINGS)).withDefault([]);

/** The columns that the address leaves out of the table, and how to change them; the names always stay. */
export function useHiddenColumns(): readonly [ReadonlySet<Sorting>, (column: Sorting) => void] {
  const [hidden, setHidden] = useQueryState('hide', PARSER);
  const toggle = (column: Sorting) => void setHidden(toggled(hidden, column));
  return [new Set(hidden.filter((column) => column !== 'name')), toggle];
}

/** Which columns the table has. */
export function ColumnsMenu() {
  const t = useTranslations();
  const [hidden, toggle] = useHiddenColumns();
  return (
    <FoldMenu label={t('table.columns')} look="quiet" className="h-6 px-1.5 text-xs" lazy>
      {() =>
        SORTINGS.filter((column) => column !== 'name').map((column) => (
          <Button key={column} look="menu" aria-pressed={!hidden.has(column)} onClick={() => toggle(column)}>
            <CheckMark checked={!hidden.has(column)} />
            {t(`sorting.${column}`)}
          </Button>
        ))
      }
    </FoldMenu>
  );
}
