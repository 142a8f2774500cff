'use client';
import { Command as Menu } from 'cmdk';
import type { ReactNode } from 'react';
import { KeyCaps } from '#components/ui/key-caps.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';

interface PaletteItemProps {
  /** Unlike any other in the list. */
  readonly id: string;
  readonly icon: ReactNode;
  readonly text: string;
  /** What it belongs to, beside it. */
  readonly note?: ReactNode;
  /** At the end of the line. */
  readonly hint?: ReactNode;
  readonly presses?: readonly string[];
  /** Why it cannot be chosen, or null. */
  readonly why?: string | null;
  readonly onChoose: () => void;
}

/** One line of the palette; one that cannot be chosen says why. */
export function PaletteItem({ id, icon, text, note, hint, presses, why = null, onChoose }: PaletteItemProps) {
  return (
    <Menu.Item
      value={id}
      onSelect={() => why === null && onChoose()}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 data-[selected=true]:bg-hover data-[selected=true]:outline data-[selected=true]:outline-line-strong"
    >
      <span aria-hidden="true" className="grid w-4 shrink-0 place-items-center text-mute">
        {icon}
      </span>
      <span className={`flex min-w-0 grow flex-wrap items-baseline gap-x-2 ${why === null ? '' : 'text-mute'}`}>
        <MiddleText text={text} className="font-medium" />
        {note && <span className="flex min-w-0 text-xs text-mute">{note}</span>}
        {why !== null && <span className="basis-full text-xs text-mute">{why}</span>}
      </span>
      {hint && <span className="shrink-0 text-xs text-mute max-sm:hidden">{hint}</span>}
      {presses && <KeyCaps presses={presses} />}
    </Menu.Item>
  );
}

/** Lines of one kind under their name. */
export function PaletteGroup({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Menu.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-mute"
    >
      {children}
    </Menu.Group>
  );
}
