import 'server-only';
import { Refusal } from '#lib/server/http/refusal.ts';
import { Caller } from './caller.ts';
import { runningAccess, senderOf } from './running-access.ts';

/**
 * Who sent this request. Throws Refusal `session.required` for one that did not come through the front door, so that
 * no route answers to nobody even if the front door had a hole.
 */
export function callerOf(request: Request): Caller {
  const sender = senderOf(request);
  if (sender) return sender.caller;
  // No server runs in this process: a unit test calls the route itself.
  if (runningAccess() === undefined) return new Caller({ provenBy: 'nothing', name: 'nobody' });
  throw new Refusal('session.required', 'Sign in first.');
}
