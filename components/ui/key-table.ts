interface Keys {
  /** Each press in turn, as `KeyboardEvent.key` spells it; `Mod+` is Ctrl, or Cmd on a Mac. */
  readonly presses: readonly string[];
  readonly group: KeyGroup;
}

export const KEY_GROUPS = ['find', 'go', 'node', 'list', 'wall'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** Every key of the product. A page binds a key by its id alone, and help and palette are made from this table. */
export const KEY_TABLE = {
  palette: { presses: ['Mod+k'], group: 'find' },
  filter: { presses: ['/'], group: 'find' },
  help: { presses: ['?'], group: 'find' },
  goDaemonSets: { presses: ['g', 'd'], group: 'go' },
  goMatrix: { presses: ['g', 'm'], group: 'go' },
  goNode: { presses: ['g', 'n'], group: 'go' },
  goWall: { presses: ['g', 'w'], group: 'go' },
  showYaml: { presses: ['y'], group: 'node' },
  showDescribe: { presses: ['d'], group: 'node' },
  showLogs: { presses: ['l'], group: 'node' },
  showEvents: { presses: ['e'], group: 'node' },
} as const satisfies Record<string, Keys>;

export type KeyId = keyof typeof KEY_TABLE;

/** The keys that a list or grid handles itself while it has the focus, and the wall its own; `words` names them for help. */
export const FOCUS_KEYS = {
  move: { presses: ['← → ↑ ↓'], group: 'list' },
  jump: { presses: ['Home End PgUp PgDn'], group: 'list' },
  open: { presses: ['Enter'], group: 'list' },
  select: { presses: ['Space'], group: 'list' },
  selectRange: { presses: ['Shift ← → ↑ ↓'], group: 'list' },
  selectAll: { presses: ['Mod+a'], group: 'list' },
  zoom: { presses: ['+ − 0'], group: 'list' },
  fold: { presses: ['[ ]'], group: 'list' },
  close: { presses: ['Esc'], group: 'list' },
  wallPause: { presses: ['Space'], group: 'wall' },
  wallMove: { presses: ['← →'], group: 'wall' },
  wallFullscreen: { presses: ['f'], group: 'wall' },
} as const satisfies Record<string, Keys>;
