/** Hands a text out as a file; it is made here, and no server hears of it. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Parts and a time as one name that every file system takes: `prod_kube-system_fluentd_2026-11-21T03-00-00Z.csv`. */
export function fileName(parts: readonly string[], time: string, ending: string): string {
  const words = [...parts, time.replace(/\.\d+/, '')].map((part) => part.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60));
  return `${words.join('_')}.${ending}`;
}
