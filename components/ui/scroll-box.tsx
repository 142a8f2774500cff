import type { ReactNode } from 'react';

interface ScrollBoxProps {
  readonly as?: 'div' | 'ul' | 'pre';
  readonly label?: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** What scrolls by itself, and so must be reached by keyboard too. */
export function ScrollBox({ as: Element = 'div', label, className, children }: ScrollBoxProps) {
  return (
    <Element tabIndex={0} aria-label={label} className={`overflow-auto ${className}`}>
      {children}
    </Element>
  );
}
