// Runs the built server in this process, for a container: bin/serve.mjs stands beside it. Takes the flags of `rollcall`.
import { FlagError, flagsToEnvironment, parseFlags } from './flags.mjs';

try {
  const flags = parseFlags(process.argv.slice(2), process.env);
  Object.assign(process.env, flagsToEnvironment(flags), {
    // Next binds to HOSTNAME, which a Pod sets to its own name.
    HOSTNAME: flags.address,
    PORT: String(flags.port),
    NEXT_MANUAL_SIG_HANDLE: 'true',
  });
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  console.error(`rollcall: ${error.message}`);
  process.exit(2);
}
await import('../server.js');
console.log('Rollcall is ready.');
