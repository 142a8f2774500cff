'use client';
import { ChevronDown, ChevronUp, Download } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import type { ViewedLine } from './line-text.tsx';
import { saveFile } from './save-file.ts';
import { TextLines } from './text-lines.tsx';
import { findInLines, MOST_MATCHES } from './text-search.ts';
import { Toggle } from './toggle.tsx';

interface TextViewerProps {
  readonly label: string;
  readonly lines: readonly ViewedLine[];
  readonly dropped?: number;
  /** The name of the file that it is saved as. */
  readonly file: string;
  readonly endless?: boolean;
  readonly wrapAtFirst?: boolean;
  /** A few lines among other things, what is left of the window beside the grid, or most of a dialog. */
  readonly size?: keyof typeof HEIGHTS;
}

/** So that the end of what is shown is in sight without scrolling the page. */
const HEIGHTS = { few: 'h-56', beside: 'h-[max(18rem,calc(100dvh-29.5rem))]', dialog: 'h-[62dvh]' } as const;

/** A text of many lines: searched, wrapped, copied and saved as it is shown. */
export function TextViewer(props: TextViewerProps) {
  const { label, lines, dropped = 0, file, endless = false, wrapAtFirst = false, size = 'few' } = props;
  const t = useTranslations();
  const [wrap, setWrap] = useState(wrapAtFirst);
  const [wanted, setWanted] = useState('');
  const [current, setCurrent] = useState(-1);
  const searched = useDeferredValue(wanted);
  const matches = useMemo(() => findInLines(lines, searched), [lines, searched]);
  const shown = Math.min(current, matches.length - 1);
  const step = (by: 1 | -1) => {
    const from = shown < 0 && by < 0 ? 0 : shown;
    setCurrent(matches.length === 0 ? -1 : (from + by + matches.length) % matches.length);
  };
  const asText = () => lines.map(({ stamp, text }) => (stamp ? `${stamp} ${text}\n` : `${text}\n`)).join('');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-1 text-xs">
        <Search
          label={t('viewer.search')}
          wanted={wanted}
          found={wanted === '' ? null : { at: shown, count: matches.length }}
          onWant={(text) => {
            setWanted(text);
            setCurrent(-1);
          }}
          onStep={step}
        />
        <Toggle label={t('viewer.wrap')} checked={wrap} onChange={setWrap} />
        <CopyButton text={asText} what={label} className="size-6" />
        <Button
          look="quiet"
          className="h-6 px-1.5"
          aria-label={t('viewer.save')}
          title={t('viewer.save')}
          onClick={() => saveFile(file, 'text/plain', asText())}
        >
          <Download size={12} aria-hidden="true" />
        </Button>
      </div>
      <TextLines
        label={label}
        lines={lines}
        dropped={dropped}
        wrap={wrap}
        matches={matches}
        current={shown}
        endless={endless}
        className={HEIGHTS[size]}
      />
    </div>
  );
}

interface SearchProps {
  readonly label: string;
  readonly wanted: string;
  readonly found: { readonly at: number; readonly count: number } | null;
  readonly onWant: (text: string) => void;
  readonly onStep: (by: 1 | -1) => void;
}

/** Enter goes to the next place, Shift and Enter to the one before, Escape empties it. */
function Search({ label, wanted, found, onWant, onStep }: SearchProps) {
  const t = useTranslations();
  return (
    <div className="flex min-w-36 grow items-center gap-1">
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={wanted}
        spellCheck={false}
        autoComplete="off"
        className="h-6 min-w-0 grow rounded-md border border-line bg-panel px-2 text-xs outline-none placeholder:text-faint focus:border-accent"
        onChange={(event) => onWant(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape' && wanted !== '') {
            event.preventDefault();
            event.stopPropagation();
            onWant('');
          }
        }}
      />
      {found !== null && (
        <>
          <output className="shrink-0 text-2xs text-mute">
            {t('viewer.found', { at: found.at + 1, count: countText(found.count) })}
          </output>
          <StepButton label={t('viewer.previous')} disabled={found.count === 0} onClick={() => onStep(-1)} up />
          <StepButton label={t('viewer.next')} disabled={found.count === 0} onClick={() => onStep(1)} />
        </>
      )}
    </div>
  );
}

function countText(count: number): string {
  return count === MOST_MATCHES ? `${count}+` : String(count);
}

interface StepButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly up?: boolean;
  readonly onClick: () => void;
}

function StepButton({ label, disabled, up = false, onClick }: StepButtonProps) {
  const Icon = up ? ChevronUp : ChevronDown;
  return (
    <Button look="quiet" className="h-6 px-1" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon size={13} aria-hidden="true" />
    </Button>
  );
}
