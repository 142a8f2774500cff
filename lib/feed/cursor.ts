import type { Cursor } from './snapshot.ts';

const CURSOR = /^([a-z0-9]{1,32})\.(0|[1-9][0-9]{0,14})$/;

/** `epoch.seq`. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.seq}`;
}

/** Reads `epoch.seq`; null when it is none, as `9e99` or a megabyte of digits. */
export function parseCursor(text: string): Cursor | null {
  const match = text.length > 64 ? null : CURSOR.exec(text);
  return match?.[1] && match[2] ? { epoch: match[1], seq: Number(match[2]) } : null;
}
