import { ApiError } from '../cluster-api.ts';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses what a web page in the user's browser could send to this port: a foreign Host (DNS rebinding), and requests
 * from another origin. The server asks for no credentials, so that nothing else would stop them. Throws ApiError 403.
 */
export function checkCaller(headers: { readonly host?: string; readonly origin?: string }): void {
  const refuse = (why: string) => new ApiError(403, 'Forbidden', `the simulated API server answers this machine only: ${why}`);
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  if (!LOOPBACK_NAMES.has(name)) throw refuse('the Host header must name the loopback address');
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    throw refuse('requests of web pages are refused');
}
