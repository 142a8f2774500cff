/** How the palette looks, for the dialog itself and for what stands there while its code is fetched. */
export const PALETTE_FRAME =
  'mx-auto mt-[12dvh] mb-auto w-[min(640px,calc(100vw-24px))] overflow-hidden rounded-xl border border-line-strong bg-raised p-0 text-ink';
export const PALETTE_INPUT =
  'h-12 w-full shrink-0 border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-faint';
export const LONGEST_TEXT = 300;
