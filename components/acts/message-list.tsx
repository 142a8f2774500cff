'use client';
import { useTranslations } from 'use-intl';
import { useWording } from '#components/wording/use-wording.ts';
import type { Message } from '#lib/rollout/message.ts';

/** Sentences of a plan: what happens, or what could go wrong. */
export function MessageList({ messages, kind }: { readonly messages: readonly Message[]; readonly kind: 'effect' | 'warning' }) {
  const t = useTranslations();
  const wording = useWording();
  if (messages.length === 0) return null;
  const list = (
    <ul className="flex flex-col gap-1">
      {messages.map((message) => (
        <li key={JSON.stringify(message)} className="grid grid-cols-[10px_1fr] gap-x-1">
          <span aria-hidden="true" className={kind === 'warning' ? 'font-semibold text-missing-text' : 'text-faint'}>
            {kind === 'warning' ? '!' : '•'}
          </span>
          <span className="min-w-0 wrap-anywhere">{wording.message(message)}</span>
        </li>
      ))}
    </ul>
  );
  if (kind === 'effect') return list;
  return (
    <section aria-label={t('acts.plan.warnings')} className="rounded-md border border-missing/60 bg-missing/10 px-3 py-2">
      {list}
    </section>
  );
}
