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
await answers(process.env.HOSTNAME, process.env.PORT);

/** Next says that it is ready before it is. */
async function answers(address, port) {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  // The Host of a request from inside is not among those that browsers may use.
  while (
    !(await fetch(`${url}/livez`).then(
      ({ status }) => status < 500,
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(`Rollcall is ready at ${url}`);
}
