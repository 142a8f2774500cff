'use client';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';

/** The equal commands, to copy as they are. */
export function KubectlCommands({ commands }: { readonly commands: string }) {
  const t = useTranslations();
  const label = t('acts.plan.kubectl');
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-mute">{label}</h3>
      <div className="flex items-start gap-1 rounded-md border border-line bg-hover py-1.5 pr-1.5 pl-3">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that */}
        <pre tabIndex={0} className="max-h-28 min-w-0 grow overflow-auto wrap-anywhere whitespace-pre-wrap">
          <code>{commands.split('\n').map(visibleText).join('\n')}</code>
        </pre>
        <CopyButton text={commands} what="kubectl" />
      </div>
    </section>
  );
}
