import { describe, expect, it } from 'vitest';
import { type LiveMessage, liveFrame } from '#lib/feed/live-message.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { EventStreamParser } from './event-stream-parser.ts';
import { LiveStream } from './live-stream.ts';

const HEARTBEAT = liveFrame({
  type: 'heartbeat',
  cluster: 'c',
  at: '2026-01-01T00:00:00Z',
  connection: { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null },
});
const patchFrame = (seq: number, feed = 'c/fleet') => liveFrame({ type: 'patch', feed, patch: { seq } }, `e.${seq}`);

/** A stream whose server is the test: `speak` sends text, `cut` ends the latest request. */
function aStream() {
  const clock = manualTimers();
  const paths: string[] = [];
  const messages: LiveMessage[] = [];
  const links: boolean[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let refusing = false;
  const stream = new LiveStream({
    clock,
    random: () => 1,
    onMessage: (message) => messages.push(message),
    onLink: (linked) => links.push(linked),
    fetch: async (path, { signal }) => {
      paths.push(decodeURIComponent(path.replace('/api/live?', '')));
      if (refusing) throw new TypeError('Failed to fetch');
      const start = (given: ReadableStreamDefaultController<Uint8Array>) => {
        controller = given;
      };
      const body = new ReadableStream<Uint8Array>({ start });
      signal.addEventListener('abort', () => controller?.error(new DOMException('aborted', 'AbortError')));
      return new Response(body);
    },
  });
  return {
    stream,
    clock,
    paths,
    messages,
    links,
    speak: async (text: string) => {
      controller?.enqueue(new TextEncoder().encode(text));
      await settled();
    },
    cut: async () => {
      controller?.close();
      await settled();
    },
    refuse: (value: boolean) => {
      refusing = value;
    },
    pass: async (ms: number) => {
      clock.advance(ms);
      await settled();
    },
  };
}

/** Streams hand on in macrotasks. */
const settled = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

describe('LiveStream', () => {
  it('[CLIENT-1] feeds that are wanted in one turn share one request', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 3 });
    rig.stream.want('c/daemonsets/n/a', { epoch: 'f', seq: 0 });
    await rig.pass(0);
    expect(rig.paths).toEqual(['feed=c/fleet@e.3&feed=c/daemonsets/n/a@f.0']);
  });

  it('[CLIENT-2] after a loss it resumes from the last patch that arrived', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 3 });
    await rig.pass(0);
    await rig.speak(`retry: 1\n\n${HEARTBEAT}${patchFrame(4)}${patchFrame(5)}`);
    await rig.cut();
    await rig.pass(600);
    expect(rig.paths).toEqual(['feed=c/fleet@e.3', 'feed=c/fleet@e.5']);
    expect(rig.messages.map(({ type }) => type)).toEqual(['heartbeat', 'patch', 'patch']);
  });

  it('[CLIENT-3] a stream that stays silent for twelve seconds counts as lost, one that speaks does not', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    for (let beat = 0; beat < 4; beat++) {
      await rig.pass(5_000);
      await rig.speak(HEARTBEAT);
    }
    expect(rig.links).toEqual([]);
    await rig.pass(11_900);
    expect(rig.links).toEqual([]);
    await rig.pass(200);
    expect([rig.links, rig.paths.length]).toEqual([[false], 2]);
    await rig.speak(HEARTBEAT);
    expect(rig.links).toEqual([false, true]);
  });

  it('[CLIENT-4] while the server is away the pauses grow to eight seconds and no further', async () => {
    const rig = aStream();
    rig.refuse(true);
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    const attempts: number[] = [];
    for (let elapsed = 0; elapsed < 60_000; elapsed += 500) {
      const before = rig.paths.length;
      await rig.pass(500);
      if (rig.paths.length > before) attempts.push(elapsed + 500);
    }
    const pauses = attempts.map((at, index) => at - (attempts[index - 1] ?? 0));
    expect(pauses.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  it('[CLIENT-5] bye makes it come back when the server said', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    await rig.speak(liveFrame({ type: 'bye', retryMs: 3_000 }));
    await rig.pass(2_900);
    expect(rig.paths).toHaveLength(1);
    await rig.pass(200);
    expect(rig.paths).toHaveLength(2);
  });

  it('[CLIENT-6] a feed that was reset or is gone is carried no more', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    rig.stream.want('c/daemonsets/n/a', { epoch: 'f', seq: 0 });
    await rig.pass(0);
    await rig.speak(liveFrame({ type: 'reset', feed: 'c/fleet' }));
    expect(rig.stream.feeds()).toEqual(['c/daemonsets/n/a']);
    await rig.cut();
    await rig.pass(1_000);
    expect(rig.paths.at(-1)).toBe('feed=c/daemonsets/n/a@f.0');
  });

  it('[CLIENT-7] a message that cannot be read ends the stream, which then resumes', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    await rig.speak(`${patchFrame(1)}event: surprise\ndata: {}\n\n`);
    await rig.pass(1_000);
    expect(rig.paths).toEqual(['feed=c/fleet@e.0', 'feed=c/fleet@e.1']);
  });

  it('[CLIENT-12] after a sleep it is told to try at once: a silent stream begins anew, one that speaks goes on', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    await rig.pass(11_000);
    rig.stream.retryNow();
    await rig.pass(0);
    expect(rig.paths).toHaveLength(1);
    rig.clock.sleep(3_600_000);
    rig.stream.retryNow();
    await rig.pass(0);
    expect(rig.paths).toHaveLength(2);
  });

  it('[CLIENT-8] when nothing is wanted any more nothing stays open and no timer runs', async () => {
    const rig = aStream();
    rig.stream.want('c/fleet', { epoch: 'e', seq: 0 });
    await rig.pass(0);
    rig.stream.drop('c/fleet');
    await settled();
    expect([rig.clock.waiting(), rig.links]).toEqual([0, []]);
  });
});

describe('EventStreamParser', () => {
  it('[CLIENT-9] the same events come out, however the bytes are cut', () => {
    const text = `retry: 5\n\n${patchFrame(1)}: note\n\n${HEARTBEAT}${patchFrame(2)}`;
    const whole = new EventStreamParser().push(text);
    expect(whole.map(({ type, id }) => [type, id])).toEqual([
      ['patch', 'e.1'],
      ['heartbeat', ''],
      ['patch', 'e.2'],
    ]);
    for (let size = 1; size < 40; size++) {
      const parser = new EventStreamParser();
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(whole);
    }
  });
});
