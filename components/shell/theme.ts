export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the browser keeps the choice. */
export const THEME_KEY = 'rollcall-theme';

/** Runs before the first paint, so that no page flashes in the wrong theme. Kept as text for a script with the page's nonce. */
export const THEME_SCRIPT = `(function(){var s='light';try{var t=localStorage.getItem('${THEME_KEY}');s=t==='light'||t==='dark'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'}catch(e){s=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'}document.documentElement.dataset.theme=s})()`;
