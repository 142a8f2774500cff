'use client';
import { type ReactNode, useId, useRef } from 'react';

interface TipProps {
  /** Null: there is nothing to say. The control keeps its place in the tree, and its focus, when that changes. */
  readonly text: string | null;
  /** Gets the id of the text for `aria-describedby`. */
  readonly children: (describedBy: string | undefined) => ReactNode;
}

const GAP = 6;

/** Text about a control, shown while it is pointed at or focused, above everything; Escape hides it. */
export function Tip({ text, children }: TipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = () => {
    if (!tip.current?.isConnected || !anchor.current) return;
    tip.current.showPopover?.();
    placeBelow(tip.current, anchor.current);
  };
  const hide = () => tip.current?.hidePopover?.();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches over the control inside
    <span
      ref={anchor}
      className="inline-flex"
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children(text === null ? undefined : id)}
      {text !== null && (
        <span
          ref={tip}
          id={id}
          role="tooltip"
          popover="manual"
          className="m-0 w-max max-w-72 rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-left text-xs font-normal break-words whitespace-normal text-ink"
        >
          {text}
        </span>
      )}
    </span>
  );
}

/** Puts a top-layer element under its anchor, or above it where there is no room, never beyond the window. */
export function placeBelow(element: HTMLElement, anchor: Element, align: 'middle' | 'end' = 'middle'): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const wanted = align === 'end' ? box.right - width : box.left + box.width / 2 - width / 2;
  const below = box.bottom + GAP;
  const top = below + height > window.innerHeight - GAP ? Math.max(GAP, box.top - GAP - height) : below;
  element.style.inset = 'auto';
  element.style.left = `${Math.max(GAP, Math.min(wanted, window.innerWidth - width - GAP))}px`;
  element.style.top = `${top}px`;
}
