import type { ReactNode } from 'react';

/** A titled card of the inspector. */
export function SectionCard({
  title,
  note,
  children,
}: {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="card px-3.5 py-3">
      <h2 className="mb-2 flex items-baseline justify-between gap-3 text-xs font-semibold text-mute">
        <span>{title}</span>
        {note && <span className="font-normal tabular-nums">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
