import { controlPlaneBinaries } from './binaries.ts';

// Builds the control plane's programs into the cache, or finds them there.
try {
  const { kubeApiServer } = await controlPlaneBinaries((sentence) => console.log(`rollcall: ${sentence}`));
  console.log(`rollcall: using ${kubeApiServer.replace(/[^/]*$/, '')}`);
} catch (error) {
  console.error(`rollcall: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
