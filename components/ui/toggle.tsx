interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A small choice of yes or no beside others. */
export function Toggle({ label, checked, disabled = false, onChange }: ToggleProps) {
  return (
    <label className="inline-flex h-6 cursor-pointer items-center gap-1 rounded-md px-1.5 whitespace-nowrap text-mute hover:bg-hover has-disabled:cursor-default has-disabled:opacity-50">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3 accent-accent"
      />
      {label}
    </label>
  );
}
