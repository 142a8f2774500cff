// [SIZE-1] node scripts/script-size.mjs: the scripts that the DaemonSet page names, compressed, are at most 250 KB; all else is
// fetched when it is needed. Reads the manifests of the last build; prints the sum and ends with 1 when it is too much.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { ROOT } from './setup.mjs';

const MOST_BYTES = 250 * 1_024;
const PAGE = '/c/[cluster]/daemonsets/[namespace]/[name]/page';
const BUILD = path.join(ROOT, '.next');

const { rootMainFiles } = JSON.parse(readFileSync(path.join(BUILD, 'build-manifest.json'), 'utf8'));
const files = new Set([...rootMainFiles, ...filesOfPage()].map((file) => file.replace(/^\/_next\//, '')));
const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(BUILD, file))).length, 0);
const sentence = `the DaemonSet page names ${files.size} scripts of ${bytes} bytes, compressed; ${MOST_BYTES} are allowed.`;
console.log(`rollcall: ${sentence}`);
process.exitCode = bytes <= MOST_BYTES && files.size > rootMainFiles.length ? 0 : 1;

/** What Next names for the page and the layouts around it: the manifest is a script that puts itself on `globalThis`. */
function filesOfPage() {
  const context = vm.createContext({});
  const manifest = path.join(BUILD, 'server', 'app', `${PAGE}_client-reference-manifest.js`);
  vm.runInContext(readFileSync(manifest, 'utf8'), context);
  return Object.values(context.__RSC_MANIFEST[PAGE].entryJSFiles).flat();
}
