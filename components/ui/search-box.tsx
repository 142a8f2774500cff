'use client';
import { X } from 'lucide-react';
import { useRef } from 'react';
import { useKey } from './use-key.ts';

interface SearchBoxProps {
  readonly label: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly note?: string;
}

/** A text filter that `/` reaches from anywhere; Escape empties it, then leaves it. */
export function SearchBox({ label, clearLabel, value, onChange, onEnter, note }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useKey('filter', () => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <span className="inline-flex h-7 w-52 items-center gap-1 max-sm:order-last max-sm:w-full rounded-md border border-line bg-panel pr-1 pl-2 focus-within:border-accent">
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        className="min-w-0 grow appearance-none bg-transparent outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onEnter?.();
          if (event.key === 'Escape') {
            event.stopPropagation();
            if (value === '') input.current?.blur();
            else onChange('');
          }
        }}
      />
      {note && <span className="shrink-0 text-2xs text-mute tabular-nums">{note}</span>}
      {value ? (
        <button
          type="button"
          aria-label={clearLabel}
          className="grid size-5 place-items-center rounded text-mute hover:bg-hover"
          onClick={() => onChange('')}
        >
          <X size={12} aria-hidden="true" />
        </button>
      ) : (
        <kbd className="rounded border border-line px-1 text-2xs text-faint">/</kbd>
      )}
    </span>
  );
}
