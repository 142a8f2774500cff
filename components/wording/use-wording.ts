'use client';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { perLocale } from '#components/ui/per-locale.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { TROUBLE } from '#lib/feed/snapshot.ts';
import type { Message } from '#lib/rollout/message.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { PlacementReason } from '#lib/rollout/placement-reason.ts';
import type { Phase } from '#lib/rollout/summary.ts';

/** Turns the model's codes into the reader's language. API words and the cluster's own text pass through verbatim. */
export interface Wording {
  message(message: Message): string;
  state(state: NodeRolloutState): string;
  phase(phase: Phase): string;
  placementReason(reason: PlacementReason): string;
  troubles(bits: number): string[];
  number(value: number): string;
}

const numberFormat = perLocale((locale) => new Intl.NumberFormat(locale));

/** The wording of the reader's language. */
export function useWording(): Wording {
  const t = useTranslations();
  const locale = useLocale();
  return useMemo(() => {
    const format = numberFormat(locale);
    return {
      message: (message) => wordMessage(t, message),
      state: (state) => t(`state.${state}`),
      phase: (phase) => t(`phase.${phase}`),
      placementReason: (reason) => wordPlacementReason(t, reason),
      troubles: (bits) =>
        Object.entries(TROUBLE)
          .filter(([, bit]) => bits & bit)
          .map(([name]) => t(`trouble.${name}`)),
      number: (value) => format.format(value),
    };
  }, [t, locale]);
}

type Translate = ReturnType<typeof useTranslations>;

/** A code that this page does not know (a newer server) still shows its facts. */
function wordMessage(t: Translate, { code, params }: Message): string {
  const key = `model.${code}`;
  if (!t.has(key)) return [code, ...Object.values(params)].map((part) => visibleText(String(part))).join(' ');
  return t(key, visibleParams(params));
}

function visibleParams(params: Message['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? visibleText(value) : value]),
  );
}

function wordPlacementReason(t: Translate, reason: PlacementReason): string {
  const { code, ...facts } = reason;
  const params: Record<string, string | number> = { has: 'no' };
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'found') params.has = value === null ? 'no' : 'yes';
    params[name] = typeof value === 'number' ? value : visibleText(Array.isArray(value) ? value.join(', ') : String(value ?? ''));
  }
  if (reason.code === 'taint')
    params.taint = visibleText(`${reason.key}${reason.value ? `=${reason.value}` : ''}:${reason.effect}`);
  return t(`placement.${code}`, params);
}
