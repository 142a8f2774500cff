import { Check, Minus } from 'lucide-react';
import { classNames } from './class-names.ts';

export type Checked = boolean | 'mixed';

/** The box of a choice as it is drawn; what it means is said by the element around it. */
export function CheckMark({ checked }: { readonly checked: Checked }) {
  const Mark = checked === 'mixed' ? Minus : Check;
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid size-3.5 shrink-0 place-items-center rounded-[3px] border',
        checked ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-panel',
      )}
    >
      {checked && <Mark size={11} strokeWidth={3} />}
    </span>
  );
}
