import 'server-only';
import type { Clock } from './clock.ts';
import type { ClusterContext } from './cluster-context.ts';
import type { CredentialSource, Credentials, TlsMaterial } from './credentials.ts';
import { type PluginCredential, runExecPlugin } from './exec-plugin.ts';
import { readFileOrData } from './file-or-data.ts';
import { oidcAuthorization } from './oidc-token.ts';

/** Files rotate about hourly; client-go reads them again each minute. */
const FRESH_FOR_MS = 30_000;
const EXPIRY_MARGIN_MS = 10_000;
/** A plug-in that fails is not started anew by every watch and request that needs it. */
const FAILED_FOR_MS = 3_000;

interface Identified {
  readonly authorization?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly expiresAt?: number | undefined;
}

interface Loaded {
  readonly credentials: Credentials;
  readonly loadedAt: number;
  readonly identified: Identified;
}

export interface CredentialSourceOptions {
  readonly context: ClusterContext;
  readonly clock: Clock;
  /** The same context as its file has it now; the old one when it is gone or unreadable. */
  readonly reread?: () => ClusterContext;
  readonly runPlugin?: typeof runExecPlugin;
}

/** Loads, keeps and renews the credentials of one context; one load at a time, whoever asks. */
export function createCredentialSource(options: CredentialSourceOptions): CredentialSource {
  const { clock } = options;
  const runPlugin = options.runPlugin ?? runExecPlugin;
  let context = options.context;
  let loaded: Loaded | undefined;
  let loading: Promise<Loaded> | undefined;
  let failure: { readonly error: unknown; readonly at: number } | undefined;

  async function load(refresh: { identity: boolean }): Promise<Loaded> {
    const kept = !refresh.identity && loaded && !isExpired(loaded.identified, clock.now()) ? loaded.identified : undefined;
    const identified = kept ?? (await identify(context, clock, runPlugin));
    const tls = sameOr(loaded?.credentials.tls, tlsMaterial(context, identified));
    return { credentials: { tls, headers: headersOf(context, identified) }, loadedAt: clock.now(), identified };
  }

  function loadOnce(refresh: { identity: boolean }): Promise<Loaded> {
    if (failure && Math.abs(clock.now() - failure.at) < FAILED_FOR_MS) return Promise.reject(failure.error);
    loading ??= load(refresh)
      .then(
        (next) => {
          failure = undefined;
          loaded = next;
          return next;
        },
        (error) => {
          failure = { error, at: clock.now() };
          throw error;
        },
      )
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  return {
    async current() {
      if (loaded && isFresh(loaded, clock.now())) return loaded.credentials;
      return (await loadOnce({ identity: isFile(context) })).credentials;
    },
    async reload(refused) {
      if (loaded && loaded.credentials !== refused) return loaded.credentials;
      if (!loading) context = options.reread?.() ?? context;
      return (await loadOnce({ identity: true })).credentials;
    },
  };
}

async function identify(context: ClusterContext, clock: Clock, runPlugin: typeof runExecPlugin): Promise<Identified> {
  const { identification } = context;
  switch (identification.method) {
    case 'none':
      return {};
    case 'token':
      return { authorization: `Bearer ${identification.token}` };
    case 'tokenFile':
      return { authorization: `Bearer ${readFileOrData({ file: identification.file }).trim()}` };
    case 'basic':
      return {
        authorization: `Basic ${Buffer.from(`${identification.username}:${identification.password}`).toString('base64')}`,
      };
    case 'exec':
      return fromPlugin(await runPlugin(identification.plugin, context));
    case 'oidc':
      return {
        authorization: await oidcAuthorization(identification.config, context, clock),
        expiresAt: clock.now() + FRESH_FOR_MS,
      };
  }
}

function fromPlugin(credential: PluginCredential): Identified {
  const { token, cert, key, expiresAt } = credential;
  return { authorization: token === undefined ? undefined : `Bearer ${token}`, cert, key, expiresAt };
}

function tlsMaterial(context: ClusterContext, identified: Identified): TlsMaterial {
  const ca = context.certificateAuthority && readFileOrData(context.certificateAuthority);
  const cert = identified.cert ?? (context.clientCertificate && readFileOrData(context.clientCertificate));
  const key = identified.key ?? (context.clientKey && readFileOrData(context.clientKey));
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(context.tlsServerName === undefined ? {} : { servername: context.tlsServerName }),
    rejectUnauthorized: !context.insecureSkipTlsVerify,
  };
}

function headersOf({ impersonate }: ClusterContext, { authorization }: Identified): Credentials['headers'] {
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(impersonate ? { 'impersonate-user': impersonate.user, 'impersonate-group': [...impersonate.groups] } : {}),
    ...(impersonate?.uid ? { 'impersonate-uid': impersonate.uid } : {}),
  };
}

function sameOr(before: TlsMaterial | undefined, next: TlsMaterial): TlsMaterial {
  return before && JSON.stringify(before) === JSON.stringify(next) ? before : next;
}

function isFresh(loaded: Loaded, now: number): boolean {
  return Math.abs(now - loaded.loadedAt) < FRESH_FOR_MS && !isExpired(loaded.identified, now);
}

function isExpired({ expiresAt }: Identified, now: number): boolean {
  return expiresAt !== undefined && now >= expiresAt - EXPIRY_MARGIN_MS;
}

function isFile(context: ClusterContext): boolean {
  return context.identification.method === 'tokenFile';
}
