import 'server-only';

/** What one request carries to be let in. */
export interface Credentials {
  /** Requests with the same object share connections; other material gets connections of its own. */
  readonly tls: TlsMaterial;
  /** `authorization` and impersonation; never logged. */
  readonly headers: Readonly<Record<string, string | string[]>>;
}

export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/** Where a transport gets its credentials. Both throw KubernetesApiError `credentials` with a scrubbed sentence. */
export interface CredentialSource {
  /** The credentials in force; concurrent callers share one load. */
  current(): Promise<Credentials>;
  /** Called after the server refused `refused`: loads anew, once for all who were refused with the same. */
  reload(refused: Credentials): Promise<Credentials>;
}
