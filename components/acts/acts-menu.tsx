'use client';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { placeBelow } from '#components/ui/tip.tsx';

interface ActsMenuProps {
  readonly label: string;
  /** Gets a function that closes the menu and gives the focus back to its button. */
  readonly children: (close: () => void) => ReactNode;
}

/** Buttons that are needed rarely, folded behind one; a click elsewhere and Escape close it. */
export function ActsMenu({ label, children }: ActsMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
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
        // The page's own Escape would close the Node panel as well.
        event.preventDefault();
        close();
      }}
    >
      <Button ref={button} popoverTarget={id} aria-haspopup="true">
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
        className="m-0 min-w-48 flex-col rounded-lg border border-line-strong bg-raised p-1 text-ink open:flex"
        onToggle={(event) => {
          if (event.newState === 'open' && button.current) placeBelow(event.currentTarget, button.current, 'end');
        }}
      >
        {children(close)}
      </div>
    </span>
  );
}
