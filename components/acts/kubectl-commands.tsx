'use client';
import { useTranslations } from 'use-intl';
import { CommandBox } from '#components/ui/command-box.tsx';

/** The equal commands, to copy as they are. */
export function KubectlCommands({ commands }: { readonly commands: string }) {
  const t = useTranslations();
  const label = t('acts.plan.kubectl');
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-mute">{label}</h3>
      <CommandBox text={commands} what="kubectl" wraps />
    </section>
  );
}
