import { describe, expect, it } from 'vitest';
import { parseDemoFlags } from './demo-flags.mjs';

describe('the demo', () => {
  it('[DEMO-1] has a default for every flag', () => {
    expect(parseDemoFlags([])).toEqual({
      nodes: 60,
      scenario: 'showcase',
      seed: 1,
      port: 7655,
      apiPort: 0,
      readOnly: false,
      open: true,
      help: false,
    });
  });

  it('[DEMO-2] takes every flag', () => {
    const argv = '--nodes 5000 --scenario bad-image --seed 7 --port 8001 --api-port 8002 --read-only --no-open'.split(' ');
    const { help: _, ...flags } = parseDemoFlags(argv);
    expect(flags).toEqual({
      nodes: 5000,
      scenario: 'bad-image',
      seed: 7,
      port: 8001,
      apiPort: 8002,
      readOnly: true,
      open: false,
    });
  });

  it.each([
    [['--nodes', '0'], '--nodes is "0"; a whole number from 1 to 100000 is allowed.'],
    [['--nodes', '1e3'], '--nodes is "1e3"; a whole number from 1 to 100000 is allowed.'],
    [['--port', '70000'], '--port is "70000"; a whole number from 1 to 65535 is allowed.'],
    [['--prot', '1'], "Unknown option '--prot'; the flags are"],
    [['--seed'], "Option '--seed <value>' argument missing; the flags are"],
    [['60'], "Unexpected argument '60'"],
  ])('[DEMO-3] %j is refused with a sentence that names the flag', (argv, sentence) => {
    expect(() => parseDemoFlags(argv)).toThrow(sentence);
  });
});
