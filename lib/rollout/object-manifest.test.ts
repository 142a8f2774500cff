import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { objectManifest } from './object-manifest.ts';

const SECRET = 'c4nary';

function pod(container: object, metadata: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p1', uid: 'u', ...metadata },
    spec: { containers: [{ name: 'main', ...container }] },
  };
}

const APPLIED = JSON.stringify({ kind: 'DaemonSet', spec: { template: { env: [{ name: 'A', value: SECRET }] } } });

describe('an object as YAML', () => {
  it.each([
    ['a value of the environment', pod({ env: [{ name: 'PLAIN', value: SECRET }] })],
    ['a header of a probe', pod({ livenessProbe: { httpGet: { httpHeaders: [{ name: 'X', value: SECRET }] } } })],
    [
      'the manifest that kubectl applied',
      pod({}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': APPLIED } }),
    ],
    ['the manifest that another tool keeps', pod({}, { annotations: { 'kapp.k14s.io/original': SECRET } })],
    ['a manifest in an annotation of any name', pod({}, { annotations: { 'example.com/mine': APPLIED } })],
    ['an ephemeral container', { spec: { ephemeralContainers: [{ name: 'debug', env: [{ name: 'A', value: SECRET }] }] } }],
  ])('[OBJECT-1] %s is never in it, and is counted as hidden', (_, object) => {
    const { yaml, hidden, managedFields } = objectManifest(object);
    expect(yaml).not.toContain(SECRET);
    expect(yaml).toContain('•••');
    expect([hidden, managedFields]).toEqual([1, null]);
  });

  it('[OBJECT-1] whatever the environment is, none of its values is in it', () => {
    const env = fc.array(fc.record({ name: fc.string(), value: fc.string().map((text) => `${SECRET}${text}`) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(env, (variables) => {
        const { yaml, hidden } = objectManifest(pod({ env: variables }));
        expect(yaml).not.toContain(SECRET);
        expect(hidden).toBe(variables.length);
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it('[OBJECT-2] all else is said as the API has it, in kubectl’s order, the managed fields apart', () => {
    const managed = [{ manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:spec': {} } }];
    const { yaml, managedFields } = objectManifest(
      pod(
        { image: 'registry.example/a:1', args: ['--on', '@#:"\u202E'] },
        { managedFields: managed, labels: { b: '2', a: '1' } },
      ),
    );
    expect(parse(yaml)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p1', uid: 'u', labels: { a: '1', b: '2' } },
      spec: { containers: [{ name: 'main', image: 'registry.example/a:1', args: ['--on', '@#:"\u202E'] }] },
    });
    expect(yaml.split('\n').filter((line) => /^\S/.test(line))).toEqual(['apiVersion: v1', 'kind: Pod', 'metadata:', 'spec:']);
    expect(parse(managedFields ?? '')).toEqual(managed);
  });
});
