import type { Wave, WaveState } from '#lib/feed/wave.ts';

/** When a wave began or ended, in milliseconds since the epoch. */
export type WaveMarker =
  | { readonly kind: 'waveStarted'; readonly at: number; readonly by: string }
  | { readonly kind: 'waveEnded'; readonly at: number; readonly state: Exclude<WaveState, 'running'> };

/** The wave's moments that lie in the time that is shown. */
export function waveMarkers(
  wave: Wave | null,
  { start, now }: { readonly start: number; readonly now: number },
): readonly WaveMarker[] {
  if (wave === null) return [];
  const { startedAt, startedBy: by, endedAt, state } = wave;
  const markers: readonly WaveMarker[] = [
    { kind: 'waveStarted', at: Date.parse(startedAt), by },
    ...(endedAt === null || state === 'running' ? [] : [{ kind: 'waveEnded' as const, at: Date.parse(endedAt), state }]),
  ];
  return markers.filter(({ at }) => at >= start && at <= now);
}
