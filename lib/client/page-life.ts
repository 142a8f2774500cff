/** What the page goes through, replaceable in tests. Each listener stays for the page's life. */
export interface PageLife {
  readonly hidden: () => boolean;
  onHiddenChange(listener: () => void): void;
  /** The page is left, perhaps to be kept for the back button. */
  onLeave(listener: () => void): void;
  /** The page is back, from the back button's cache or because the network is. */
  onReturn(listener: () => void): void;
}

/** The real page. */
export const browserPage: PageLife = {
  hidden: () => document.visibilityState === 'hidden',
  onHiddenChange: (listener) => document.addEventListener('visibilitychange', listener),
  onLeave: (listener) => window.addEventListener('pagehide', listener),
  onReturn: (listener) => {
    window.addEventListener('online', listener);
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) listener();
    });
  },
};
