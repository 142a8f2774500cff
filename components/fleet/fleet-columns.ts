import type { Summary } from '#lib/rollout/summary.ts';
import type { FleetSort } from './fleet-order.ts';

/**
 * The columns from 900 px on; below, the numbers fold under the name. From 1400 px there is room for CURRENT, from 1600 px for
 * the strategy, from 1900 px for the revisions and images.
 */
export const FLEET_GRID = [
  'grid grid-cols-[auto_minmax(0,1fr)_auto] items-center content-center gap-x-1.5 px-3.5 wide:gap-x-3.5 wide:gap-y-1',
  'wide:grid-cols-[minmax(150px,1fr)_minmax(220px,1.9fr)_minmax(130px,1.3fr)_62px_54px_84px_76px_54px_58px]',
  'min-[1400px]:grid-cols-[minmax(170px,1fr)_minmax(260px,2fr)_minmax(150px,1.4fr)_62px_66px_54px_84px_76px_54px_58px]',
  'min-[1600px]:grid-cols-[minmax(180px,1fr)_minmax(280px,1.7fr)_minmax(150px,1.6fr)_130px_62px_66px_54px_84px_76px_54px_58px]',
  'min-[1900px]:grid-cols-[minmax(200px,1fr)_minmax(280px,1.5fr)_minmax(140px,1.6fr)_140px_190px_minmax(200px,1fr)_66px_70px_58px_88px_80px_58px_62px]',
].join(' ');

/** Shown from 1400 px on. */
const ROOMY = 'max-[1399px]:hidden';
/** Shown from 1600 px on. */
export const WIDE = 'max-[1599px]:hidden';
/** Shown from 1900 px on. */
export const WIDEST = 'max-[1899px]:hidden';

/** kubectl's counts, in its words and order, with what it does not say behind. */
export const COUNTS = [
  { word: 'DESIRED', field: 'desired', shown: 'max-wide:hidden' },
  { word: 'CURRENT', field: 'current', shown: ROOMY },
  { word: 'READY', field: 'ready', shown: 'max-wide:hidden' },
  { word: 'UP-TO-DATE', field: 'updated', shown: 'max-wide:hidden' },
  { word: 'AVAILABLE', field: 'available', shown: 'max-wide:hidden' },
  { word: 'STALE', field: 'stale', shown: 'max-wide:hidden' },
] as const satisfies readonly { readonly word: string; readonly field: keyof Summary & FleetSort; readonly shown: string }[];
