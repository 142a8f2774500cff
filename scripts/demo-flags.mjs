import { parseArgs } from 'node:util';

const OPTIONS = {
  nodes: { type: 'string', default: '60' },
  scenario: { type: 'string', default: 'showcase' },
  seed: { type: 'string', default: '1' },
  port: { type: 'string', default: '7655' },
  'api-port': { type: 'string', default: '0' },
  'read-only': { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

export const USAGE = `npm run demo -- [flags]
  --nodes N        nodes of the simulated cluster, 1 to 100000 (60)
  --scenario NAME  what happens in it (showcase); a wrong name lists them all
  --seed N         the same seed tells the same story, 0 to 4294967295 (1)
  --port N         of the dashboard (7655)
  --api-port N     of the simulated API server (a free one)
  --read-only      refuse every act
  --no-open        do not open a browser`;

/**
 * Reads the demo's flags.
 * @param {readonly string[]} argv the arguments after the script's name
 * @returns {{ nodes: number, scenario: string, seed: number, port: number, apiPort: number, readOnly: boolean, open: boolean, help: boolean }}
 * @throws Error with one sentence that names the flag and what is allowed
 */
export function parseDemoFlags(argv) {
  const values = readValues(argv);
  return {
    nodes: wholeNumber(values, 'nodes', 1, 100_000),
    scenario: values.scenario,
    seed: wholeNumber(values, 'seed', 0, 0xffff_ffff),
    port: wholeNumber(values, 'port', 1, 65_535),
    apiPort: wholeNumber(values, 'api-port', 0, 65_535),
    readOnly: values['read-only'],
    open: !values['no-open'],
    help: values.help,
  };
}

function readValues(argv) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Error(
      `${String(error.message).split('.')[0]}; the flags are ${Object.keys(OPTIONS)
        .map((name) => `--${name}`)
        .join(' ')}.`,
    );
  }
}

function wholeNumber(values, name, least, most) {
  const text = values[name];
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`--${name} is ${JSON.stringify(text.slice(0, 80))}; a whole number from ${least} to ${most} is allowed.`);
}
