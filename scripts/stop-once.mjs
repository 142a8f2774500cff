// Plain JavaScript for Node 20: it runs before the pinned Node does.

/**
 * Collects what has to be ended, and ends it once however often it is asked: a child that ends because it was asked to
 * must not let the caller exit before the other children have ended.
 * @returns {{ add: (stop: () => unknown) => void, afterwards: (tidy: () => unknown) => void, run: () => Promise<void> }}
 *   `run` ends everything added at the same time, then tidies up; every call answers when all of that is done
 */
export function stopOnce() {
  const stops = [];
  const tidies = [];
  let running = null;
  const end = async () => {
    await Promise.allSettled(stops.map(async (stop) => stop()));
    for (const tidy of tidies) tidy();
  };
  return {
    add: (stop) => stops.push(stop),
    afterwards: (tidy) => tidies.push(tidy),
    run: () => {
      running ??= end();
      return running;
    },
  };
}
