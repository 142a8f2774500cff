/**
 * When the update strategy of a whole DaemonSet was last written, by `metadata.managedFields` (RFC 3339), or null. The API
 * server keeps one time for each manager, that of its latest change of any field: only managers that keep the strategy and no
 * template tell it, so a strategy that came with a manifest has no time.
 */
export function strategyChangedAt(daemonSet: unknown): string | null {
  const entries = member(member(daemonSet, 'metadata'), 'managedFields');
  const times = (Array.isArray(entries) ? entries : []).flatMap((entry): string[] => {
    const spec = member(member(entry, 'fieldsV1'), 'f:spec');
    const time = member(entry, 'time');
    const tells = member(spec, 'f:updateStrategy') !== undefined && member(spec, 'f:template') === undefined;
    return tells && typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? [time] : [];
  });
  return times.reduce<string | null>(
    (latest, time) => (latest === null || Date.parse(time) > Date.parse(latest) ? time : latest),
    null,
  );
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
