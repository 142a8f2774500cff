import 'server-only';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';
import type { Weakness } from '#lib/server/kubernetes/weakness.ts';

/** One cluster that this server may show. */
export interface CatalogEntry {
  readonly slug: string;
  readonly context: string;
  /** The API server's address, for people; never with credentials. */
  readonly server: string;
  /** The one that opens first and is watched from the start. */
  readonly current: boolean;
  readonly readOnly: boolean;
  /** Why its answers could come from somebody else; absent or null when they cannot. */
  readonly weakness?: Weakness | null;
}

/** The clusters that the server was configured with, and how to reach them. */
export interface ClusterCatalog {
  /** Why the list is empty, in one sentence, or null. */
  readonly problem: string | null;
  list(): readonly CatalogEntry[];
  /** A fresh connection, not started. Called with slugs of `list` only. `as`: for a user with a token of their own. */
  connect(slug: string, as?: { readonly bearerToken: string }): ClusterConnection;
}
