'use client';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface ModalProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays in sight below what scrolls. */
  readonly footer?: ReactNode;
  /** For texts of long lines. */
  readonly wide?: boolean;
}

/** A dialog over the page: the platform's own, with its focus trap, Escape and inert background. */
export function Modal({ title, closeLabel, open, onClose, children, footer, wide = false }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressedOutside = useRef(false);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      heading.current?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; Escape is the dialog's own key
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === dialog.current;
      }}
      // A selection that is dragged from the text to the backdrop is no wish to close.
      onClick={(event) => event.target === dialog.current && pressedOutside.current && onClose()}
      className={`m-auto ${wide ? 'max-h-[92dvh] w-[min(1240px,calc(100vw-24px))]' : 'max-h-[85dvh] w-[min(720px,calc(100vw-32px))]'} flex-col rounded-xl border border-line bg-raised p-0 text-ink open:flex`}
    >
      {open && (
        <>
          <div className="flex shrink-0 items-center justify-between gap-3 px-5 pt-4 pb-3">
            <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
              {title}
            </h2>
            <button
              type="button"
              aria-label={closeLabel}
              className="grid size-7 shrink-0 place-items-center rounded-md text-mute hover:bg-hover"
              onClick={onClose}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </div>
          <div className="min-h-0 grow overflow-auto px-5 pb-5">{children}</div>
          {footer && <div className="shrink-0 border-t border-line px-5 py-3">{footer}</div>}
        </>
      )}
    </dialog>
  );
}
