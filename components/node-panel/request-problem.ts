import { visibleText } from '#components/ui/visible-text.ts';

/** The sentence of a failed request, as the server worded it. */
export function problemOfError(error: Error): string {
  return visibleText(error.message);
}
