'use client';
import type { ComponentProps } from 'react';
import { ChoiceMenu } from './choice-menu.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { ExportMenu } from './export-menu.tsx';

interface FooterMenusProps extends ComponentProps<typeof ChoiceMenu> {
  readonly cluster: string;
  readonly table: boolean;
  /** The rows that an export hands out. */
  readonly exported: Pick<ComponentProps<typeof ExportMenu>, 'slots' | 'chosen'>;
}

/** The menus below grid and table; nobody needs them for the first picture. */
export function FooterMenus({ cluster, table, exported, ...choice }: FooterMenusProps) {
  return (
    <>
      {table && <ColumnsMenu />}
      <ExportMenu live={choice.live} cluster={cluster} {...exported} />
      <ChoiceMenu {...choice} />
    </>
  );
}
