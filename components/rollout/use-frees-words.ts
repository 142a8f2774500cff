'use client';
import { useLocale } from 'use-intl';
import { clockTime } from '#components/ui/age-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { Message } from '#lib/rollout/message.ts';

/** What frees a slot of the budget, its times as times of the day. */
export function useFreesWords(): (frees: Message) => string {
  const locale = useLocale();
  const wording = useWording();
  return (frees) => {
    const times = ['at', 'until'].flatMap((name) => {
      const value = frees.params[name];
      return typeof value === 'string' ? [[name, clockTime(value, locale)] as const] : [];
    });
    return wording.message({ ...frees, params: { ...frees.params, ...Object.fromEntries(times) } });
  };
}
