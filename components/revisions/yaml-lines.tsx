'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { TemplateLine, TemplateLines } from '#lib/rollout/template-diff-lines.ts';

const LOOK = {
  same: { sign: ' ', className: 'text-mute' },
  added: { sign: '+', className: 'bg-available/15 text-ink' },
  removed: { sign: '-', className: 'bg-failing/15 text-ink' },
  gap: { sign: '⋯', className: 'text-faint' },
} satisfies Record<TemplateLine['kind'], { sign: string; className: string }>;

/** The differing lines of two templates; scrolls by itself, with the keyboard too. */
export function YamlLines({ yaml }: { readonly yaml: TemplateLines }) {
  const t = useTranslations();
  return (
    <>
      {yaml.lines.length > 0 && (
        <section
          aria-label={t('revisionDiff.yamlLabel')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          tabIndex={0}
          className="max-h-[45dvh] overflow-auto rounded-md border border-line bg-bg"
        >
          <pre className="w-max min-w-full py-1 leading-[1.5]">
            {yaml.lines.map(({ kind, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              <div key={index} className={`px-2 ${LOOK[kind].className}`}>
                <span className="inline-block w-4 select-none">{LOOK[kind].sign}</span>
                {visibleText(text)}
              </div>
            ))}
          </pre>
        </section>
      )}
      {yaml.note === 'cut' && <p className="mt-1 text-mute">{t('revisionDiff.cut', { count: yaml.lines.length })}</p>}
      {yaml.note === 'tooLarge' && <p className="mt-1 text-mute">{t('revisionDiff.tooLarge')}</p>}
      {yaml.lines.some(({ text }) => text.includes('•••')) && <p className="mt-1 text-mute">{t('revisionDiff.hidden')}</p>}
    </>
  );
}
