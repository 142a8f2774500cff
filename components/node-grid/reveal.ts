/** Scrolls just so far that a cell stands in view with a little around it. */
export function reveal(scroller: HTMLElement | null, y: number, height: number): void {
  if (!scroller) return;
  const margin = 30;
  if (y - margin < scroller.scrollTop) scroller.scrollTop = y - margin;
  else if (y + height + margin > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = y + height + margin - scroller.clientHeight;
}
