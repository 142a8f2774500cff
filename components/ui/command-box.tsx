import { CopyButton } from './copy-button.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { visibleText } from './visible-text.ts';

interface CommandBoxProps {
  /** One or more lines. */
  readonly text: string;
  /** What is copied, where the text itself is too long to be named. */
  readonly what?: string | undefined;
  /** Long lines scroll unless they are to break. */
  readonly wraps?: boolean;
}

/** Commands to copy as they are, shown with nothing in them that could deceive. */
export function CommandBox({ text, what, wraps = false }: CommandBoxProps) {
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-hover py-1.5 pr-1.5 pl-3 text-xs">
      <ScrollBox as="pre" className={`max-h-64 min-w-0 grow ${wraps ? 'wrap-anywhere whitespace-pre-wrap' : ''}`}>
        <code>{visibleText(text)}</code>
      </ScrollBox>
      <CopyButton text={text} what={what} />
    </div>
  );
}
