/** Somebody who manages fields of a DaemonSet's template, and when they last changed the DaemonSet. */
export interface TemplateOwner {
  /** The field manager's name, verbatim: `kubectl-client-side-apply`, `helm`. */
  readonly manager: string;
  /** `Apply` or `Update`. */
  readonly operation: string;
  /** RFC 3339. */
  readonly time: string;
}

/**
 * Who manages fields of `spec.template`, by `metadata.managedFields` of a whole DaemonSet, the latest first. The API server
 * keeps one time for each manager: that of its latest change of any field.
 */
export function templateOwners(daemonSet: unknown): readonly TemplateOwner[] {
  const entries = member(member(daemonSet, 'metadata'), 'managedFields');
  const owners = (Array.isArray(entries) ? entries : []).flatMap((entry): TemplateOwner[] => {
    const { manager, operation, time } = facts(entry);
    const owned = member(member(member(entry, 'fieldsV1'), 'f:spec'), 'f:template');
    const isOfObject = (member(entry, 'subresource') ?? '') === '';
    return owned !== undefined && isOfObject && !Number.isNaN(Date.parse(time)) ? [{ manager, operation, time }] : [];
  });
  return owners.sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
}

function facts(entry: unknown): TemplateOwner {
  const [manager, operation, time] = ['manager', 'operation', 'time'].map((key) => {
    const value = member(entry, key);
    return typeof value === 'string' ? value : '';
  });
  return { manager: manager ?? '', operation: operation ?? '', time: time ?? '' };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
