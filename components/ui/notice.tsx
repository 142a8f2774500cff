import type { ReactNode } from 'react';
import { CommandBox } from './command-box.tsx';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step as a command to copy. */
  readonly commands?: readonly string[];
  readonly actions?: ReactNode;
  readonly level?: 1 | 2;
}

/** What is so, why, and the next step: the form of every empty, forbidden, not found and failed view. */
export function Notice({ title, children, commands = [], actions, level = 2 }: NoticeProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-3 px-6 py-14">
      <Heading className="text-lg font-semibold tracking-tight wrap-anywhere">{title}</Heading>
      {children && <div className="flex flex-col gap-2 text-mute">{children}</div>}
      {commands.map((command) => (
        <CommandBox key={command} text={command} />
      ))}
      {actions && <div className="flex gap-2">{actions}</div>}
    </div>
  );
}
