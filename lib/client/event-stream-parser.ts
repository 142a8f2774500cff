/** One server-sent event. */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

/** Cuts a stream of text into server-sent events; `retry` and comments are left out. The server ends lines with \n. */
export class EventStreamParser {
  #rest = '';

  /** The events that are complete with this piece. */
  push(piece: string): readonly StreamEvent[] {
    const blocks = (this.#rest + piece).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((event) => event !== null);
  }
}

function parseBlock(block: string): StreamEvent | null {
  const fields = { event: 'message', data: '', id: '' };
  for (const line of block.split('\n')) {
    const [, name, value] = /^(event|data|id): ?(.*)$/.exec(line) ?? [];
    if (name === 'event' || name === 'data' || name === 'id') fields[name] = value ?? '';
  }
  return fields.data === '' ? null : { type: fields.event, data: fields.data, id: fields.id };
}
