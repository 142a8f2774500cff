const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/**
 * Reads a signed 64-bit decimal integer, or undefined when the text is none.
 * Mirrors Go strconv.ParseInt(text, 10, 64): a leading sign and zeros are read, blanks and underscores are not.
 */
export function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?[0-9]{1,400}$/.test(text)) {
    return undefined;
  }
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value > MAX_INT64 || value < MIN_INT64 ? undefined : value;
}

/**
 * Reads an int64 that is written the way a person writes it: no plus sign, no leading zero.
 * Mirrors kubernetes/apimachinery pkg/api/validate/content/decimal_int.go IsDecimalInteger, v0.36.
 */
export function parseCanonicalInt64(text: string): bigint | undefined {
  return /^(0|-?[1-9][0-9]*)$/.test(text) ? parseInt64(text) : undefined;
}
