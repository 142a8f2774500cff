import { type DaemonSet, type IntOrPercent, PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';

/** A rolling update's parameters, both of them, as the API has them. */
export interface UpdateBudget {
  readonly maxUnavailable: IntOrPercent;
  readonly maxSurge: IntOrPercent;
}

/** What the annotation of a pause holds. */
export interface PauseMemory {
  readonly budget: UpdateBudget;
  /** RFC 3339; null in the form without a time, which earlier versions wrote. */
  readonly pausedAt: string | null;
}

const FORM =
  /^\{"rollingUpdate":\{"maxUnavailable":(\d{1,9}|"\d{1,3}%"),"maxSurge":(\d{1,9}|"\d{1,3}%")\}(?:,"pausedAt":"(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)")?\}$/;

/** The annotation's text. */
export function pauseMemoryText({ budget, pausedAt }: PauseMemory): string {
  const { maxUnavailable, maxSurge } = budget;
  return JSON.stringify({ rollingUpdate: { maxUnavailable, maxSurge }, ...(pausedAt === null ? {} : { pausedAt }) });
}

/** What the annotation of a pause holds, in either form, or null when it is not ours any more. */
export function pauseMemory(daemonSet: DaemonSet): PauseMemory | null {
  const found = FORM.exec(daemonSet.metadata.annotations?.[PAUSED_ANNOTATION] ?? '');
  if (found === null) return null;
  const [, maxUnavailable = '0', maxSurge = '0', pausedAt] = found;
  const isTime = pausedAt !== undefined && !Number.isNaN(Date.parse(pausedAt));
  return {
    budget: { maxUnavailable: JSON.parse(maxUnavailable), maxSurge: JSON.parse(maxSurge) },
    pausedAt: isTime ? pausedAt : null,
  };
}

/** True while the update is paused by an OnDelete that carries our annotation, whatever that holds. */
export function isPaused(daemonSet: DaemonSet): boolean {
  const isOnDelete = daemonSet.spec.updateStrategy?.type === 'OnDelete';
  return isOnDelete && Object.hasOwn(daemonSet.metadata.annotations ?? {}, PAUSED_ANNOTATION);
}
