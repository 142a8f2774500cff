import { readQuantity } from '#lib/kubernetes/quantity.ts';

const BYTES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/** A quantity for a narrow place: three digits and the suffix that a person would choose. The exact one belongs in a tooltip. */
export function shortAmount(resource: string, text: string): string {
  const { nanos } = readQuantity(text);
  if (nanos === null) return text;
  const units = Number(nanos) / 1e9;
  if (resource === 'cpu') return Math.abs(units) < 1 && units !== 0 ? `${trimmed(units * 1000)}m` : trimmed(units);
  const isBytes = resource === 'memory' || resource.endsWith('storage') || resource.startsWith('hugepages-');
  if (!isBytes) return text;
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(units))) / 10));
  return `${trimmed(units / 1024 ** step)}${BYTES[step]}`;
}

function trimmed(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}
