/**
 * A command line for a POSIX shell; each part is one word, quoted when it needs it. null when a part could deceive
 * who reads or pastes it: characters that are not printable ASCII, or a name that would be read as an option.
 */
export function shellCommand(program: readonly string[], names: readonly string[] = []): string | null {
  const parts = [...program, ...names];
  if (names.some((name) => name === '' || name.startsWith('-')) || parts.some((part) => !/^[\x20-\x7e]*$/.test(part))) {
    return null;
  }
  return parts.map(shellWord).join(' ');
}

function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
