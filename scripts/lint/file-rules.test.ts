import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['app', 'bin', 'components', 'e2e', 'lib', 'public', 'scripts'];
const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types']);
const FILES = FOLDERS.flatMap(filesBelow);

describe('files', () => {
  it('[FILE-1] no file or folder has a name that says nothing', () => {
    const isEmptyName = (part: string) => EMPTY_NAMES.has(part.split('.')[0] ?? '');
    expect(FILES.filter((file) => file.split(path.sep).some(isEmptyName))).toEqual([]);
  });

  it('[FILE-2] every file of lib/server is marked as server-only', () => {
    const isServerCode = (file: string) =>
      file.startsWith(path.join('lib', 'server')) && /\.tsx?$/.test(file) && !file.includes('.test.');
    const isMarked = (file: string) => readFileSync(path.join(ROOT, file), 'utf8').startsWith("import 'server-only';");
    const serverCode = FILES.filter(isServerCode);
    expect(serverCode.length).toBeGreaterThan(0);
    expect(serverCode.filter((file) => !isMarked(file))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.work' ? [] : filesBelow(file);
    return [file];
  });
}
