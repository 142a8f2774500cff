import type { ReactNode } from 'react';

interface PanelSectionProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
  /** Sections that are rarely needed start closed. */
  readonly closed?: boolean;
  readonly onToggle?: (open: boolean) => void;
}

/** A part of the node panel that folds. */
export function PanelSection({ title, note, children, closed = false, onToggle }: PanelSectionProps) {
  return (
    <details open={!closed} onToggle={(event) => onToggle?.(event.currentTarget.open)} className="group/section px-3.5 py-2.5">
      <summary className="flex cursor-pointer list-none items-baseline gap-2 text-xs font-semibold text-mute select-none [&::-webkit-details-marker]:hidden">
        <span aria-hidden="true" className="inline-block w-2 text-faint transition-transform group-open/section:rotate-90">
          ›
        </span>
        <h3 className="grow">{title}</h3>
        {note && <span className="font-normal">{note}</span>}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
