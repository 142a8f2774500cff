'use client';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** A short text of the API's own words. */
export function TextField({ label, value, placeholder = label, onChange }: TextFieldProps) {
  return (
    <input
      type="text"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      title={value}
      spellCheck={false}
      autoComplete="off"
      className="h-7 w-full min-w-0 rounded-md border border-line bg-panel px-2 font-mono text-xs outline-none placeholder:font-sans placeholder:text-faint focus:border-accent"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few words of the API; a value that is none of them stays and is shown. */
export function ChoiceField<Value extends string>({ label, value, options, onChange }: ChoiceFieldProps<Value>) {
  const known = options.some((option) => option.value === value);
  return (
    <select
      aria-label={label}
      value={value}
      className="h-7 w-full min-w-0 rounded-md border border-line bg-panel px-1 text-xs text-ink focus:border-accent"
      onChange={(event) => onChange(event.target.value as Value)}
    >
      {!known && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
