'use client';

/** Why the browser shows no notification: the page is not secure, it cannot, somebody said no, or has not answered. */
export type BellProblem = 'insecure' | 'unavailable' | 'blocked' | 'unanswered';

/** What stands between the page and a notification now; null: nothing. */
export function bellProblem(): BellProblem | null {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window)) return 'unavailable';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' ? null : 'unanswered';
}

/** Asks the person, where that is still open; returns what stands in the way after that. */
export async function askToNotify(): Promise<BellProblem | null> {
  if (bellProblem() !== 'unanswered') return bellProblem();
  await Notification.requestPermission();
  return bellProblem();
}
