import 'server-only';
import type { PlacementReason } from '#lib/rollout/placement-reason.ts';

/** A failing fact as an English phrase, for JSON answers. */
export function reasonText(reason: PlacementReason): string {
  switch (reason.code) {
    case 'nodeName':
      return `the template names the Node ${reason.wanted}, this is ${reason.found}`;
    case 'nodeSelector':
      return `nodeSelector wants ${reason.key}=${reason.wanted}, ${found(reason.found)}`;
    case 'nodeAffinity':
      return `node affinity term ${reason.term + 1} wants ${wish(reason)}, ${found(reason.found)}`;
    case 'nodeAffinityField':
      return `node affinity term ${reason.term + 1} wants the field ${wish(reason)}, ${found(reason.found)}`;
    case 'nodeAffinityInvalid':
      return `node affinity term ${reason.term + 1} is invalid: ${wish(reason)}`;
    case 'nodeAffinityEmpty':
      return 'node affinity has no term that could match';
    case 'taint':
      return `the taint ${taintText(reason)} is not tolerated`;
  }
}

/** A taint as kubectl writes it: `key=value:Effect`, or `key:Effect` without a value. */
export function taintText(taint: { readonly key: string; readonly value?: string; readonly effect: string }): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;
}

function wish(reason: { readonly key: string; readonly operator: string; readonly values: readonly string[] }): string {
  return [reason.key, reason.operator, reason.values.join(',')].filter((part) => part !== '').join(' ');
}

function found(value: string | null): string {
  return value === null ? 'the Node has no such label' : `the Node has ${value === '' ? "''" : value}`;
}
