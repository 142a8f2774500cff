import 'server-only';
import { fingerprint } from './secret.ts';

/** How a caller proved who it is. */
export type ProvenBy =
  /** A demo asks nobody. */
  | 'nothing'
  /** A cookie, which browsers send by themselves: writes need the origin and the CSRF token too. */
  | 'cookie'
  /** A trusted proxy in front, for whoever it signed in: as easily misled as a cookie. */
  | 'proxy'
  /** The Authorization header, which no other site can make a browser send. */
  | 'bearer';

/** Who sent a request. The token stays inside: it is in no JSON and no log line. */
export class Caller {
  readonly provenBy: ProvenBy;
  /** For audit lines: a user's name in the cluster, or what is known of a session. */
  readonly name: string;
  readonly #kubernetesToken: string | null;

  constructor(parts: { readonly provenBy: ProvenBy; readonly name: string; readonly kubernetesToken?: string }) {
    this.provenBy = parts.provenBy;
    this.name = parts.name;
    this.#kubernetesToken = parts.kubernetesToken ?? null;
  }

  /** The caller's own bearer token at the API server, or null when it acts with the server's credentials. */
  kubernetesToken(): string | null {
    return this.#kubernetesToken;
  }

  /** Tells callers with credentials of their own apart, without the credentials; null for the server's. */
  credentialsId(): string | null {
    return this.#kubernetesToken === null ? null : fingerprint(this.#kubernetesToken);
  }
}
