import type { Page } from '@playwright/test';

/**
 * What is wrong with how the page stands, in words: it scrolls sideways, text is cut without a way to read it, words spill out
 * of their control, a control lies below something else.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const nameOf = (element: Element) => {
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40);
      return `${element.tagName.toLowerCase()} “${words}”`;
    };
    const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth + 1) faults.push(`the page is ${root.scrollWidth - window.innerWidth} px too wide`);

    // For screen readers alone, by our own class or by a package's style.
    const isSpoken = (element: Element) =>
      element.clientWidth <= 1 &&
      (element.closest('[class*=sr-only]') !== null || getComputedStyle(element).position === 'absolute');
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!hasWords || !isShown(element) || isSpoken(element)) continue;
      const style = getComputedStyle(element);
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (!cut || style.display === 'inline') continue;
      const scrolls = style.overflowX === 'auto' || style.overflowX === 'scroll';
      const readable = style.textOverflow === 'ellipsis' && element.closest('[title], [aria-label]') !== null;
      if (!scrolls && !readable) {
        faults.push(`${nameOf(element)} is ${style.overflowX === 'visible' ? 'wider than its place' : 'cut'}`);
      }
    }

    const dialog = [...document.querySelectorAll('dialog[open], [role=dialog]')].at(-1);
    for (const control of (dialog ?? document).querySelectorAll<HTMLElement>('a[href], button, input, select, summary')) {
      if (!isShown(control) || isSpoken(control)) continue;
      const box = control.getBoundingClientRect();
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      if (box.width === 0 || x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) continue;
      const top = document.elementFromPoint(x, y);
      const isTop = top === null || control.contains(top) || top.contains(control) || top.closest('label')?.contains(control);
      if (!isTop && !isScrolledAway(control, x, y)) faults.push(`${nameOf(control)} lies below ${nameOf(top)}`);
    }
    return [...new Set(faults)];

    function isScrolledAway(control: Element, x: number, y: number): boolean {
      for (let parent = control.parentElement; parent; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === 'visible') continue;
        const box = parent.getBoundingClientRect();
        if (x < box.left || x > box.right || y < box.top || y > box.bottom) return true;
      }
      return false;
    }
  });
}
