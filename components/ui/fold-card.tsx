'use client';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface FoldCardProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** Called with each change; what is costly waits for the first opening. */
  readonly onOpen?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A card of the inspector that is closed at first. */
export function FoldCard({ title, note, onOpen, children }: FoldCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="card group px-3.5 py-3"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        onOpen?.(currentTarget.open);
      }}
    >
      <summary className="flex cursor-pointer list-none items-baseline gap-1.5 text-xs font-semibold text-mute [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={12}
          aria-hidden="true"
          className="self-center transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <h2 className="grow">{title}</h2>
        {note && <span className="font-normal tabular-nums">{note}</span>}
      </summary>
      {open && <div className="mt-2">{children}</div>}
    </details>
  );
}
