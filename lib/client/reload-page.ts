/** Loads the page anew if the server answers with it: a browser's own error page would be left standing for ever. */
export async function reloadPage(beforehand: () => void = () => undefined): Promise<void> {
  const page = await fetch(window.location.href, { cache: 'no-store' }).catch(() => null);
  if (page === null || page.status >= 500) return;
  beforehand();
  window.location.reload();
}
