/** What a person can read on the DaemonSet page at one moment. */
export interface PageSample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The phase's word, empty while there is none. */
  readonly phase: string;
  readonly sentence: string;
  /** DESIRED CURRENT READY UP-TO-DATE AVAILABLE MISSCHEDULED STALE. */
  readonly counts: Readonly<Record<string, number>>;
  /** The chips: Nodes by state, `all` included. */
  readonly states: Readonly<Record<string, number>>;
  /** The table's visible rows, cells joined by ` | `; empty in the grid. */
  readonly rows: readonly string[];
  /** The panel of the chosen Node, empty while none is chosen. */
  readonly panel: string;
  /** `live`, `reconnecting`, `stale` …: the pill. */
  readonly connection: string;
}

/** What `installPageProbe` leaves on the page's window. */
export interface PageProbe {
  /** Every different reading since the page opened, oldest first. */
  readonly samples: PageSample[];
  /** Marks this very document: a reload makes another one. */
  readonly document: number;
}

/**
 * Runs in the page before its own scripts: reads it after every change of the DOM, so that not even one frame with a
 * wrong word goes unseen. React commits all of one state at once, before observers are told.
 */
export function installPageProbe(): void {
  const probe: PageProbe = { samples: [], document: Math.random() };
  (globalThis as unknown as { rollcallProbe: PageProbe }).rollcallProbe = probe;
  const text = (element: Element | null | undefined) => element?.textContent?.trim() ?? '';
  const number = (words: string) => Number(words.replaceAll(/[^\d]/g, '') || Number.NaN);
  const read = () => {
    const counts: Record<string, number> = {};
    for (const entry of document.querySelectorAll('main dl > div')) {
      if (entry.closest('aside')) continue;
      const word = text(entry.querySelector('dt'));
      if (/^[A-Z-]+$/.test(word)) counts[word] = number(text(entry.querySelector('dd > :first-child')));
    }
    const states: Record<string, number> = {};
    for (const chip of document.querySelectorAll('main section button[aria-pressed] > b')) {
      states[text(chip.previousElementSibling)] = number(text(chip));
    }
    const rows = [...document.querySelectorAll('main [role="row"][aria-rowindex]:has([role="gridcell"])')];
    return {
      phase: text(document.querySelector('main h1 + span')?.lastChild as Element | null),
      sentence: text(document.querySelector('[data-testid="sentence"]')),
      counts,
      states,
      rows: rows.map((row) => [...row.querySelectorAll('[role="gridcell"]:not([data-box])')].map(text).join(' | ')),
      panel: text(document.querySelector('aside > section[aria-label^="Node "]')),
      connection: document.querySelector('[data-connection]')?.getAttribute('data-connection') ?? '',
    };
  };
  let last = '';
  const sample = () => {
    const reading = read();
    const words = JSON.stringify(reading);
    if (words === last) return;
    last = words;
    probe.samples.push({ at: Date.now(), ...reading });
  };
  new MutationObserver(sample).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
