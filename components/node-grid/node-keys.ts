import type { KeyboardEvent } from 'react';
import type { NodeOrder } from './node-order.ts';
import type { Selection } from './use-selection.ts';

interface NodeKeysInput {
  readonly order: NodeOrder;
  readonly selection: Selection;
  /** The position that the keys start from. */
  readonly active: number;
  /** Whether a Node is open: then the one that the keys reach is. */
  readonly isOpen: boolean;
  readonly nameOf: (slot: number) => string;
  /** Where a key leads, null for keys that do not move. */
  readonly move: (event: KeyboardEvent) => number | null;
  readonly onActive: (position: number) => void;
}

/**
 * The keys that grid and table share: moving, Enter opens, Space takes in or out, Shift and a moving key stretch the selection,
 * Ctrl or Command and A choose all that is shown. Escape belongs to the page, which knows what is innermost.
 */
export function nodeKeys({ order, selection, active, isOpen, nameOf, move, onActive }: NodeKeysInput) {
  return (event: KeyboardEvent) => {
    if (event.altKey || event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    const slot = order.slots[active];
    const mod = event.ctrlKey || event.metaKey;
    const next = move(event);
    if (slot === undefined) return;
    if (next !== null) {
      const reached = order.slots[next] ?? slot;
      if (event.shiftKey) selection.extend(order, reached, { from: slot, add: false });
      else {
        selection.touch(reached);
        if (isOpen && selection.store.size === 0) selection.open(nameOf(reached));
      }
      onActive(next);
    } else if (event.key === 'Enter' && !mod) selection.open(nameOf(slot));
    else if (event.key === ' ') selection.toggle(slot);
    else if (mod && event.key.toLowerCase() === 'a') selection.choose(order.slots);
    else return;
    event.preventDefault();
  };
}
