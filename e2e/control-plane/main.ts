import { parseArgs } from 'node:util';
import { startControlPlane } from './control-plane.ts';

// `npm run cluster`: a control plane for a developer's hands, until Ctrl-C. The flags were checked by scripts/cluster.mjs.
const { values } = parseArgs({ options: { nodes: { type: 'string' }, zones: { type: 'string' }, port: { type: 'string' } } });
const say = (sentence: string) => console.log(`rollcall: ${sentence}`);

const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
const started = Date.now();
const starting = startControlPlane({
  nodes: Number(values.nodes ?? 60),
  zones: Number(values.zones ?? 3),
  ...(values.port ? { port: Number(values.port) } : {}),
  say,
});

try {
  const plane = await Promise.race([starting, ended.then(() => undefined)]);
  if (plane) {
    say(`${values.nodes ?? 60} nodes are ready after ${((Date.now() - started) / 1_000).toFixed(1)} s at ${plane.url}`);
    say(`export KUBECONFIG=${plane.kubeconfig}`);
    say('Ctrl-C ends it.');
    await Promise.race([ended, plane.crashed]);
  }
  say('stopping …');
  await (await starting).stop();
} catch (error) {
  console.error(`rollcall: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
