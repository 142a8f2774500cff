'use client';
import { type ReactNode, useId } from 'react';

interface RadioListProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly note?: ReactNode }[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** A choice of one among a few, each with a line that says what it means. */
export function RadioList<Value extends string>({ label, value, options, disabled = false, onChange }: RadioListProps<Value>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-xs font-semibold text-mute">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="grid cursor-pointer grid-cols-[16px_1fr] gap-x-2">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            className="mt-0.5 size-3.5 accent-accent"
            onChange={() => onChange(option.value)}
          />
          <span className="min-w-0">
            {option.label}
            {option.note && <span className="block text-xs text-mute">{option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
