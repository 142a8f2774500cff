import 'server-only';
import type { Engine } from './engine.ts';

/** Instrumentation, routes and pages are bundled apart and share nothing but globalThis; the version goes up with Engine's shape. */
const KEY = Symbol.for('rollcall.engine.v1');

type Holder = { [KEY]?: Engine };

/** The process's engine; throws when instrumentation has not put one there. */
export function runningEngine(): Engine {
  const engine = (globalThis as Holder)[KEY];
  if (engine === undefined) throw new Error('The engine is not running.');
  return engine;
}

/** Makes this the process's engine and returns the one before. */
export function replaceRunningEngine(engine: Engine): Engine | undefined {
  const previous = (globalThis as Holder)[KEY];
  (globalThis as Holder)[KEY] = engine;
  return previous;
}
