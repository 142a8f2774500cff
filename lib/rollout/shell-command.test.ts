import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellCommand } from './shell-command.ts';

describe('a command for a shell', () => {
  it('[STEP-1] passes every printable name to the program as one word', () => {
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    for (const name of [printable, '$(reboot)', "a'b'c", '`id`', 'a; b', 'node-1.example']) {
      const command = shellCommand(['printf', '%s|', `x=${name}`]) ?? '';
      expect(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })).toBe(`x=${name}|`);
    }
  });

  it('[STEP-1] is not given when a name is an option, empty or not printable', () => {
    for (const name of ['-rf', '', 'a\nb', 'a\u202eb', 'ä', 'a\u001b[2J']) {
      expect(shellCommand(['kubectl', 'delete'], [name])).toBeNull();
    }
  });
});
