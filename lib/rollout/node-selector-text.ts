/** The labels that a node selector in an annotation asks for, or null when it is more than a list of `key=value`. */
export function selectorLabels(text: string): Readonly<Record<string, string>> | null {
  const labels: Record<string, string> = {};
  for (const part of text.split(',').map((item) => item.trim())) {
    if (part === '') {
      continue;
    }
    const [, key = '', value = ''] = /^([^=!<>()\s]+)\s*==?\s*([^=!<>()\s]*)$/.exec(part) ?? [];
    if (key === '') {
      return null;
    }
    labels[key] = value;
  }
  return labels;
}

/** True when the Node's labels have each of these, value for value. */
export function hasLabels(labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Labels as a selector is written: sorted, `key=value`, joined by commas. */
export function selectorText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** What `selector` has and `base` lacks: admission has added it. */
export function addedLabels(
  selector: Readonly<Record<string, string>>,
  base: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(selector).filter(([key]) => !Object.hasOwn(base, key)));
}
