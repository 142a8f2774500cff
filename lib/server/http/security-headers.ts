import 'server-only';

/** Headers of every response. Nothing of this server may be framed, sniffed, embedded or kept by others. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
};

/**
 * The Content-Security-Policy of a page. Scripts run by nonce only; Next gives it to its own tags. Styles stay
 * 'unsafe-inline' because component libraries set style attributes. Workers are same-origin files.
 */
export function contentSecurityPolicy(nonce: string, options: { development: boolean }): string {
  // React's development build makes functions from strings, and its style tags have no nonce.
  const script = `'nonce-${nonce}' 'strict-dynamic'${options.development ? " 'unsafe-eval'" : ''}`;
  return [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self'${options.development ? ' ws:' : ''}`,
    "worker-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    // The first two are of Next itself; `default` is components/shell/trusted-types.ts.
    'trusted-types nextjs nextjs#bundler default',
  ].join('; ');
}

/** The policy of everything that is no page: JSON, streams and refusals load nothing. */
export const INERT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The policy of static files. A worker lives under the policy of its own script, not of the page: it loads its chunks and reads the feeds. */
export const STATIC_POLICY = `${INERT_POLICY}; script-src 'self'; connect-src 'self'`;
