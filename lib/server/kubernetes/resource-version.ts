import 'server-only';

/**
 * True when both are decimal numbers and `later` is smaller than `earlier`: the server's history went back, as after
 * a restore of etcd. Versions that are not decimal are opaque and never compared. Within one resource only; see
 * kubernetes/enhancements KEP-5504, which makes the decimal order part of the API.
 */
export function wentBack(earlier: string, later: string): boolean {
  if (!isDecimal(earlier) || !isDecimal(later)) return false;
  return earlier.length === later.length ? later < earlier : later.length < earlier.length;
}

function isDecimal(version: string): boolean {
  return /^[1-9][0-9]*$/.test(version);
}
