import type { IntOrPercent } from './daemon-set.ts';

/**
 * Resolves an int or a percentage against `total`, rounding up; null when the text is no percentage.
 * Mirrors kubernetes/apimachinery pkg/util/intstr/intstr.go GetScaledValueFromIntOrPercent, v0.36.
 */
export function scaledUp(value: IntOrPercent, total: number): number | null {
  if (typeof value === 'number') {
    return value;
  }
  const percent = /^([+-]?[0-9]{1,15})%$/.exec(value)?.[1];
  return percent === undefined ? null : Math.ceil((Number(percent) * total) / 100);
}
