import { CopyButton } from './copy-button.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { visibleText } from './visible-text.ts';

interface CommandBoxProps {
  /** One or more lines. */
  readonly text: string;
  /** What is copied, where the text itself is too long to be named. */
  readonly what?: string | undefined;
  /** Long lines scroll unless they are to break, between words alone where that is enough. */
  readonly wraps?: boolean;
}

/** Commands to copy as they are, shown with nothing in them that could deceive. */
export function CommandBox({ text, what, wraps = false }: CommandBoxProps) {
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-hover py-1.5 pr-1.5 pl-3 text-xs">
      <ScrollBox as="pre" className={`min-w-0 grow ${wraps ? 'max-h-28 wrap-anywhere whitespace-pre-wrap' : 'max-h-64'}`}>
        <code>{wraps ? <Words text={visibleText(text)} /> : visibleText(text)}</code>
      </ScrollBox>
      <CopyButton text={text} what={what} />
    </div>
  );
}

/** A line may begin with a word, never with a part of one: names and flags are full of hyphens. */
function Words({ text }: { readonly text: string }) {
  return text.split(/(\s+)/).map((word, index) =>
    word.trim() === '' ? (
      word
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of a text have no other identity
      <span key={index} className="inline-block max-w-full">
        {word}
      </span>
    ),
  );
}
