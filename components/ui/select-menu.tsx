import { ChevronDown } from 'lucide-react';

interface SelectMenuProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** Gives up its label and its width where there is little room. */
  readonly shrinks?: boolean;
}

/** A labelled native select drawn as quiet text: the platform's own list, keyboard and screen reader support. */
export function SelectMenu<Value extends string>({ label, value, options, onChange, shrinks = false }: SelectMenuProps<Value>) {
  const shown = options.find((option) => option.value === value)?.label ?? value;
  return (
    <label
      className={`relative inline-flex h-7 items-center gap-1 rounded-md px-1.5 whitespace-nowrap text-mute focus-within:outline-2 focus-within:outline-accent hover:bg-hover ${shrinks ? 'min-w-10' : ''}`}
    >
      <span className={shrinks ? 'max-sm:sr-only' : undefined}>{label}</span>
      <b className="max-w-40 min-w-0 truncate text-ink" title={shown} aria-hidden="true">
        {shown}
      </b>
      <ChevronDown size={12} aria-hidden="true" className="shrink-0" />
      <select
        className="absolute inset-0 h-full w-full cursor-pointer appearance-none bg-panel text-ink opacity-0"
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
