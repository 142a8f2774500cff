import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Names the build that this process serves; every build has another one. Next writes the file beside what it builds, and the
 * standalone server makes its own folder the working directory (vercel/next.js packages/next/src/build/utils.ts
 * writeStandaloneDirectory, 16.4). The development server has no build.
 */
export const BUILD_ID: string = readBuildId();

function readBuildId(): string {
  try {
    return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 'development';
    throw cause;
  }
}
