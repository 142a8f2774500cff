'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { THEMES } from './theme.ts';
import { chooseTheme, useTheme } from './use-theme.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Steps through system, light and dark; the choice stays in this browser and follows its other tabs. */
export function ThemeToggle() {
  const t = useTranslations();
  const theme = useTheme();
  const Icon = ICONS[theme];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const label = t('theme.label', { theme: t(`theme.${theme}`), next: t(`theme.${next}`) });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
      onClick={() => chooseTheme(next)}
    >
      <Icon size={15} aria-hidden="true" />
    </button>
  );
}
