/**
 * The words of an event without what client-go puts before them once similar events are counted as one.
 * Mirrors kubernetes/client-go tools/record/events_cache.go EventAggregate, v0.36.
 */
export function uncombined(message: string): string {
  return message.trim().replace(/^\(combined from similar events\): /, '');
}
