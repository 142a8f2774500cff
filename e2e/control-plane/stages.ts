import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const STAGES = path.join(import.meta.dirname, 'stages');

/**
 * Writes KWOK's Stage files for one run into `folder` and returns their paths. `$BEHAVIOUR` in them stands for the
 * expression of behaviour.jq, which says how a Pod behaves: by annotation, by label, or by its images' tags.
 */
export async function writeStages(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const behaviour = (await readFile(path.join(STAGES, 'behaviour.jq'), 'utf8')).replaceAll(/\s+/g, ' ').trim();
  const names = (await readdir(STAGES)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const stage = await readFile(path.join(STAGES, name), 'utf8');
      const file = path.join(folder, name);
      // A function, because `$` means something in a replacement string.
      await writeFile(
        file,
        stage.replaceAll('$BEHAVIOUR', () => JSON.stringify(behaviour)),
      );
      return file;
    }),
  );
}
