import 'server-only';

/** Bytes named by a kubeconfig: inline, or in a file that is read anew when it changes. */
export type FileOrData = { readonly file: string } | { readonly data: string };

export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly provideClusterInfo: boolean;
}

/** How one proves who one is; at most one way. Client certificates may accompany any of them. */
export type Identification =
  | { readonly method: 'none' }
  | { readonly method: 'token'; readonly token: string }
  | { readonly method: 'tokenFile'; readonly file: string }
  | { readonly method: 'basic'; readonly username: string; readonly password: string }
  | { readonly method: 'exec'; readonly plugin: ExecPlugin }
  | { readonly method: 'oidc'; readonly config: Readonly<Record<string, string>> };

/** One way to one cluster, checked and complete: everything that `openClusterConnection` needs. Holds secrets: never log it. */
export interface ClusterContext {
  /** Stable, unique and safe in a URL. */
  readonly slug: string;
  /** The name that the kubeconfig gives it; `in-cluster` inside of one. */
  readonly name: string;
  /** The one that kubectl would use. */
  readonly current: boolean;
  /** Where it was found: a file, or the service account's folder. */
  readonly source: string;
  readonly server: URL;
  readonly certificateAuthority: FileOrData | undefined;
  readonly tlsServerName: string | undefined;
  /** The server's certificate is not checked: shown as a permanent warning. */
  readonly insecureSkipTlsVerify: boolean;
  readonly clientCertificate: FileOrData | undefined;
  readonly clientKey: FileOrData | undefined;
  readonly identification: Identification;
  readonly impersonate: { readonly user: string; readonly uid?: string; readonly groups: readonly string[] } | undefined;
  /** The namespace of the context, or the one asked for by --namespace. */
  readonly namespace: string | undefined;
}
