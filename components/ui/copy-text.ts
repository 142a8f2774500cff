/**
 * Puts the text into the clipboard; false when the browser has none to give. Over plain HTTP from another machine there
 * is no `navigator.clipboard`: the old command copies what is selected, here in a field that nobody sees.
 */
export async function copyText(text: string): Promise<boolean> {
  // Absent without a secure context, whatever the type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return copySelected(text);
  return clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  );
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'fixed opacity-0';
  // Within an open dialog, outside of which nothing can be selected.
  (before?.closest('dialog') ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false; // some browsers throw in its place
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
