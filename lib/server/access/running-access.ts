import 'server-only';
import type { AccessControl, Authenticated } from './access-control.ts';
import { newSecret } from './secret.ts';

/** The front door's word for who sent a request, on a header that it removes from what clients send. */
export const TICKET_HEADER = 'x-rollcall-ticket';

/** See running-engine.ts: bundles share nothing but globalThis. */
const KEY = Symbol.for('rollcall.access.v1');

interface RunningAccess {
  readonly control: AccessControl;
  readonly tickets: Map<string, Authenticated>;
}

type Holder = { [KEY]?: RunningAccess };

/** Makes this the process's access control; every request then needs a ticket. */
export function installAccess(control: AccessControl): void {
  (globalThis as Holder)[KEY] = { control, tickets: new Map() };
}

/** The process's access control, or undefined when no server runs in this process, as in a unit test. */
export function runningAccess(): AccessControl | undefined {
  return (globalThis as Holder)[KEY]?.control;
}

/** A ticket for one request of this sender; `forget` is called when it has been answered. */
export function issueTicket(sender: Authenticated): { readonly ticket: string; readonly forget: () => void } {
  const tickets = (globalThis as Holder)[KEY]?.tickets;
  const ticket = newSecret();
  tickets?.set(ticket, sender);
  return { ticket, forget: () => tickets?.delete(ticket) };
}

/** Who sent this request, or undefined when it came without a ticket. */
export function senderOf(request: Request): Authenticated | undefined {
  return (globalThis as Holder)[KEY]?.tickets.get(request.headers.get(TICKET_HEADER) ?? '');
}
