'use client';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { placeBelow } from './tip.tsx';

interface FoldMenuProps {
  readonly label: string;
  readonly look?: 'plain' | 'quiet';
  readonly className?: string;
  /** What it holds costs something: it is made only while the menu is open. */
  readonly lazy?: boolean;
  /** Gets a function that closes the menu and gives the focus back to its button. */
  readonly children: (close: () => void) => ReactNode;
}

/** Buttons that are needed rarely, folded behind one; a click elsewhere and Escape close it. */
export function FoldMenu({ label, look = 'plain', className, lazy = false, children }: FoldMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    panel.current?.hidePopover?.();
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches over the button and its panel
    <span
      className="inline-flex"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !panel.current?.matches(':popover-open')) return;
        // The page's own Escape would close what lies below as well.
        event.preventDefault();
        close();
      }}
    >
      <Button ref={button} look={look} className={className} popoverTarget={id} aria-haspopup="true">
        {label}
        <ChevronDown size={12} aria-hidden="true" />
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className="m-0 max-w-80 min-w-48 flex-col rounded-lg border border-line-strong bg-raised p-1 text-ink open:flex"
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
        onToggle={(event) => {
          if (event.newState === 'open' && button.current) placeBelow(event.currentTarget, button.current, 'end');
        }}
      >
        {(open || !lazy) && children(close)}
      </div>
    </span>
  );
}
