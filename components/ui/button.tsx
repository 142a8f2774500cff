import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

type ButtonProps = ComponentProps<'button'> & { readonly look?: keyof typeof LOOKS };

const LOOKS = {
  plain: 'border border-line bg-panel hover:bg-hover',
  primary: 'border border-accent bg-accent text-on-accent hover:brightness-105',
  danger: 'border border-failing-text bg-failing-text text-panel hover:brightness-105',
  menu: 'w-full justify-start border border-transparent text-ink hover:bg-hover',
  quiet: 'border border-transparent text-mute hover:bg-hover hover:text-ink',
};

/** A button; `look` says how much it asks for attention. */
export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 whitespace-nowrap disabled:opacity-50 disabled:hover:bg-transparent aria-disabled:cursor-default aria-disabled:opacity-50 aria-disabled:hover:brightness-100',
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
