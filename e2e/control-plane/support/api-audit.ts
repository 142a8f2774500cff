import { readFile } from 'node:fs/promises';

/** One request as the API server noted it. */
export interface AuditedRequest {
  readonly user: string;
  /** As RBAC has it, e.g. `get pods/log.` or `patch daemonsets.apps`. */
  readonly right: string;
  /** Absent for what belongs to no Namespace, and for a list of all. */
  readonly namespace?: string;
  readonly name?: string;
  readonly uri: string;
  /** What the authorizer said. */
  readonly allowed: boolean;
}

interface AuditEvent {
  readonly auditID: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user?: { readonly username?: string };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly apiGroup?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Every request in the API server's audit log that was about a resource, once. The log is written before a request is
 * answered, so nothing that has been answered is missing.
 */
export async function auditedRequests(file: string): Promise<readonly AuditedRequest[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  const events = new Map<string, AuditEvent>();
  for (const line of lines) {
    const event = JSON.parse(line) as AuditEvent;
    events.set(event.auditID, event); // a watch stands there at its beginning and at its end
  }
  return [...events.values()].flatMap((event) => requestOf(event) ?? []);
}

function requestOf({ user, verb, objectRef, requestURI, annotations }: AuditEvent): AuditedRequest | null {
  if (objectRef?.resource === undefined) return null;
  const { resource, subresource, apiGroup = '', namespace, name } = objectRef;
  return {
    user: user?.username ?? '',
    right: `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}.${apiGroup}`,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    uri: requestURI,
    allowed: annotations?.['authorization.k8s.io/decision'] === 'allow',
  };
}
