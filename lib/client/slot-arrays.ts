const FIRST_CAPACITY = 256;

/** The typed arrays of a live DaemonSet, all of one length, indexed by slot. */
export interface SlotArrays {
  readonly capacity: number;
  readonly present: Uint8Array;
  readonly state: Uint8Array;
  readonly marks: Uint8Array;
  readonly trouble: Uint8Array;
  readonly revision: Uint32Array;
  readonly reason: Uint32Array;
  readonly zone: Uint32Array;
  readonly pool: Uint32Array;
  readonly role: Uint32Array;
  readonly instanceType: Uint32Array;
  readonly restarts: Uint32Array;
  readonly podCreatedAt: Float64Array;
  readonly nodeCreatedAt: Float64Array;
}

/** Empty arrays with room for at least so many slots. */
export function newSlotArrays(slots: number): SlotArrays {
  const capacity = Math.max(FIRST_CAPACITY, slots);
  return {
    capacity,
    present: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    marks: new Uint8Array(capacity),
    trouble: new Uint8Array(capacity),
    revision: new Uint32Array(capacity),
    reason: new Uint32Array(capacity),
    zone: new Uint32Array(capacity),
    pool: new Uint32Array(capacity),
    role: new Uint32Array(capacity),
    instanceType: new Uint32Array(capacity),
    restarts: new Uint32Array(capacity),
    podCreatedAt: new Float64Array(capacity),
    nodeCreatedAt: new Float64Array(capacity),
  };
}

/** The same arrays while they have room, else copies of at least twice the length. */
export function withRoom(arrays: SlotArrays, slots: number): SlotArrays {
  if (slots <= arrays.capacity) return arrays;
  const grown = newSlotArrays(Math.max(slots, arrays.capacity * 2));
  for (const [name, column] of Object.entries(arrays) as [keyof SlotArrays, SlotArrays[keyof SlotArrays]][]) {
    if (name !== 'capacity' && typeof column !== 'number') (grown[name] as Float64Array).set(column);
  }
  return grown;
}
