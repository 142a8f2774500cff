/** As Go prints a duration: `10s`, `1m20s`, `5m0s`. */
export function durationText(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
