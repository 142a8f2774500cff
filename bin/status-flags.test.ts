import { describe, expect, it } from 'vitest';
import { readStatusFlags } from './status-flags.mjs';

describe('rollcall status flags', () => {
  it.each([
    [['kube-system/proxy'], {}, { namespace: 'kube-system', name: 'proxy', watch: false }],
    [['proxy', '-n', 'kube-system', '-w'], {}, { namespace: 'kube-system', name: 'proxy', watch: true }],
    [['proxy'], { ROLLCALL_NAMESPACE: 'a', ROLLCALL_CONTEXT: 'c' }, { namespace: 'a', name: 'proxy', context: 'c' }],
    [['proxy', '--context', 'd'], { ROLLCALL_CONTEXT: 'c' }, { namespace: 'default', name: 'proxy', context: 'd' }],
    [['a/b/c'], {}, { namespace: 'a', name: 'b/c' }],
  ])('[STATUS-5] %j with %j names one DaemonSet', (argv, env, flags) => {
    expect(readStatusFlags(argv, env)).toMatchObject(flags);
  });

  it.each([
    [[], 'status takes one DaemonSet as NAMESPACE/NAME; see rollcall status --help.'],
    [['a/b', 'c/d'], 'status takes one DaemonSet as NAMESPACE/NAME; see rollcall status --help.'],
    [['a/b', '--wtach'], "Unknown option '--wtach'"],
  ])('[STATUS-6] %j is refused in one sentence', (argv, sentence) => {
    expect(() => readStatusFlags(argv, {})).toThrow(sentence);
  });
});
