/** Runs once in the server process, before its first request. Never waits and never throws: Next would answer 500 for ever. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  try {
    const { startEngine } = await import('#lib/server/engine/start-engine.ts');
    startEngine();
  } catch (cause) {
    const { log } = await import('#lib/server/engine/log.ts');
    log.error({ error: cause instanceof Error ? cause.message : typeof cause }, 'The engine did not start.');
  }
}
