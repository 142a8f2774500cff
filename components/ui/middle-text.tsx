import { classNames } from './class-names.ts';
import { visibleText } from './visible-text.ts';

/** How many characters of the end stay whole: the suffix is what tells generated names apart. */
const TAIL = 9;
/** An image's last path segment stays whole up to this length. */
const LONGEST_SEGMENT = 24;

/** Text that truncates in the middle when there is no room, whole in the tooltip and when copied. */
export function MiddleText({ text, className }: { readonly text: string; readonly className?: string }) {
  const shown = visibleText(text);
  const tail = tailLength(shown);
  if (shown.length <= tail + TAIL) {
    return (
      <bdi className={classNames('min-w-0 truncate', className)} title={shown}>
        {shown}
      </bdi>
    );
  }
  return (
    <bdi className={classNames('relative inline-flex min-w-0 max-w-full', className)} title={shown}>
      <span className="sr-only">{shown}</span>
      <span aria-hidden="true" className="truncate whitespace-pre">
        {shown.slice(0, -tail)}
      </span>
      <span aria-hidden="true" className="shrink-0 whitespace-pre">
        {shown.slice(-tail)}
      </span>
    </bdi>
  );
}

function tailLength(text: string): number {
  const segment = text.length - text.lastIndexOf('/');
  return text.includes('/') && segment > TAIL && segment <= LONGEST_SEGMENT ? segment : TAIL;
}

/** The text cut in the middle to at most `room` characters. */
export function truncateMiddle(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room <= 1) return '…'.slice(0, Math.max(0, room));
  const tail = Math.min(TAIL, Math.floor((room - 1) / 2));
  return `${text.slice(0, room - 1 - tail)}…${text.slice(text.length - tail)}`;
}
