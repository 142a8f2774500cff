import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import messages from '#lib/messages/en.json';
import { templateDiff } from './template-diff-result.ts';

const translate = createTranslator({ locale: 'en', messages, namespace: 'model' });

function sentences(before: object, after: object): string[] {
  return templateDiff(before, after).changes.map(({ message }) =>
    translate(message.code as Parameters<typeof translate>[0], message.params),
  );
}

const pod = (spec: object, metadata: object = {}) => ({ metadata, spec: { containers: [], ...spec } });
const main = (parts: object) => pod({ containers: [{ name: 'main', image: 'registry.example/logger:1', ...parts }] });

describe('the words of a difference', () => {
  it.each([
    [
      main({}),
      main({ image: 'registry.example/logger:2' }),
      'Image of main changed from registry.example/logger:1 to registry.example/logger:2',
    ],
    [main({}), main({ env: [{ name: 'FOO', value: 'x' }] }), 'env FOO of main added'],
    [main({ env: [{ name: 'FOO', value: 'x' }] }), main({ env: [{ name: 'FOO', value: 'y' }] }), 'env FOO of main changed'],
    [
      main({ env: [{ name: 'FOO', value: 'x' }] }),
      main({ env: [{ name: 'FOO', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }),
      'env FOO of main changed',
    ],
    [main({ env: [{ name: 'FOO', value: 'x' }] }), main({ env: [] }), 'env FOO of main removed|spec.containers[main].env'],
    [main({ args: ['-v'] }), main({ args: ['-v', '--debug'] }), 'args of main: --debug added'],
    [main({ command: ['a'] }), main({}), 'command of main: a removed'],
    [main({}), main({ ports: [{ containerPort: 8080 }] }), 'Port 8080/TCP of main added'],
    [
      main({ ports: [{ containerPort: 8080 }] }),
      main({ ports: [{ containerPort: 8080, hostPort: 80 }] }),
      'ports[8080/TCP].hostPort of main set to 80',
    ],
    [main({}), main({ resources: { limits: { memory: '1Gi' } } }), 'resources.limits.memory of main set to 1Gi'],
    [
      main({ livenessProbe: { periodSeconds: 10 } }),
      main({ livenessProbe: { periodSeconds: 5 } }),
      'livenessProbe.periodSeconds of main changed from 10 to 5',
    ],
    [main({}), main({ volumeMounts: [{ name: 'log', mountPath: '/var/log' }] }), 'Mount /var/log of main (volume log) added'],
    [main({}), main({ securityContext: { privileged: true } }), 'securityContext.privileged of main set to true'],
    [main({}), main({ envFrom: [{ configMapRef: { name: 'c' } }] }), 'envFrom of main: {"configMapRef":{"name":"c"}} added'],
    [pod({}), pod({ initContainers: [{ name: 'i', image: 'x' }] }), 'Init container i added, image x'],
    [pod({ volumes: [{ name: 'v', hostPath: { path: '/a' } }] }), pod({}), 'Volume v (hostPath /a) removed'],
    [
      pod({ volumes: [{ name: 'v', hostPath: { path: '/a' } }] }),
      pod({ volumes: [{ name: 'v', hostPath: { path: '/b' } }] }),
      'hostPath.path of the volume v changed from /a to /b',
    ],
    [pod({}), pod({ tolerations: [{ operator: 'Exists' }] }), 'Toleration Exists added'],
    [
      pod({}),
      pod({ tolerations: [{ key: 'a', value: 'b', effect: 'NoExecute', tolerationSeconds: 60 }] }),
      'Toleration a=b:NoExecute for 60s added',
    ],
    [
      pod({ nodeSelector: { os: 'linux' } }),
      pod({ nodeSelector: { os: 'windows' } }),
      'nodeSelector os changed from linux to windows',
    ],
    [pod({}), pod({ hostNetwork: true }), 'spec.hostNetwork set to true'],
    [
      pod({ serviceAccount: 'a', serviceAccountName: 'a' }),
      pod({ serviceAccount: 'b', serviceAccountName: 'b' }),
      'Service account changed from a to b',
    ],
    [pod({}), pod({ priorityClassName: 'system-node-critical' }), 'Priority class set to system-node-critical'],
    [pod({}, { labels: { a: 'b' } }), pod({}), 'Label a removed, was b'],
    [pod({}), pod({}, { annotations: { 'a/b': 'c' } }), 'Annotation a/b set to c'],
    [
      pod({}),
      pod({}, { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' } }),
      'Restarted by kubectl rollout restart at 2026-01-01T00:00:00Z',
    ],
    [
      pod({ initContainers: [{ name: 'a' }, { name: 'b' }] }),
      pod({ initContainers: [{ name: 'b' }, { name: 'a' }] }),
      'spec.initContainers: same items in another order',
    ],
    [pod({}), pod({ brandNewField: { deep: 1 } }), 'spec.brandNewField.deep set to 1'],
  ])('[DIFF-6] %#: %j and %j: %s', (before, after, expected) => {
    const [sentence, more] = expected.split('|');
    const found = sentences(before, after);
    expect(found[0]).toBe(sentence);
    expect(found.slice(1).every((other) => more !== undefined && other.startsWith(more))).toBe(true);
  });

  it('[DIFF-6] changes of images, containers and their environment come first', () => {
    const before = pod({ containers: [{ name: 'm', image: 'a', env: [{ name: 'E', value: '1' }] }], dnsPolicy: 'Default' });
    const after = pod({ containers: [{ name: 'm', image: 'b', env: [{ name: 'E', value: '2' }] }] });
    expect(sentences(before, after)).toEqual([
      'Image of m changed from a to b',
      'env E of m changed',
      'spec.dnsPolicy removed, was Default',
    ]);
  });
});

const SECRET = 'c4nary';

describe('what may be a secret', () => {
  it.each([
    ['an environment variable', (value: string) => main({ env: [{ name: 'PLAIN', value }] })],
    [
      'a header of a probe',
      (value: string) => main({ readinessProbe: { httpGet: { port: 1, httpHeaders: [{ name: 'X', value }] } } }),
    ],
    ['a flag', (value: string) => main({ args: [`--db-password=${value}`] })],
    ['the word after a flag', (value: string) => main({ command: ['run', '--token', value] })],
    [
      'a command of a probe',
      (value: string) => main({ livenessProbe: { exec: { command: ['curl', '-H', `Authorization=${value}`] } } }),
    ],
    [
      'an attribute of a volume',
      (value: string) => pod({ volumes: [{ name: 'v', csi: { driver: 'd', volumeAttributes: { accessKey: value } } }] }),
    ],
    [
      'an applied manifest',
      (value: string) => pod({}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': value } }),
    ],
    ['a value of another type', (value: string) => main({ env: [{ name: 'PLAIN', value: { deep: [value] } }] })],
  ])('[DIFF-7] %s is told to have changed, never what it is', (_, withValue) => {
    const diff = templateDiff(withValue(`${SECRET}-one`), withValue(`${SECRET}-two`));
    expect(JSON.stringify(diff)).not.toContain(SECRET);
    expect(diff.changeCount).toBeGreaterThan(0);
    expect(
      diff.yaml.lines
        .filter(({ kind }) => kind === 'added')
        .map(({ text }) => text)
        .join(),
    ).toContain('•••');
    for (const [one, other] of [
      [withValue(SECRET), pod({})],
      [pod({}), withValue(SECRET)],
    ] as const) {
      expect(JSON.stringify(templateDiff(one, other))).not.toContain(SECRET);
    }
    expect(templateDiff(withValue(SECRET), withValue(SECRET)).changeCount).toBe(0);
  });

  it('[DIFF-7] whatever the two environments are, no value of theirs is in the answer', () => {
    const env = fc.array(
      fc.record({
        name: fc.constantFrom('A', 'B', 'PASSWORD'),
        value: fc.integer({ min: 0, max: 3 }).map((n) => `${SECRET}${n}\uE000`),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(env, env, (one, other) => {
        expect(JSON.stringify(templateDiff(main({ env: one }), main({ env: other })))).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the two templates as YAML', () => {
  it('[DIFF-8] gives the lines that differ with three alike around them, the members in one order', () => {
    const before = { ...main({ env: [{ name: 'FOO', value: 'x' }] }), metadata: { labels: { a: '1' } } };
    const { metadata: _, ...spec } = main({ image: 'registry.example/logger:2', env: [{ value: 'x', name: 'FOO' }] });
    const { lines, note } = templateDiff(before, { ...spec, metadata: before.metadata }).yaml;
    expect(note).toBe(null);
    expect(lines.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'gap: ',
      'same:       env:',
      'same:         - name: FOO',
      'same:           value: •••',
      'removed:       image: registry.example/logger:1',
      'added:       image: registry.example/logger:2',
    ]);
  });

  it('[DIFF-9] a giant or wholly different template is cut or left out, and says so', () => {
    const words = (count: number, prefix: string) =>
      main({ args: Array.from({ length: count }, (_, index) => `${prefix}${index}`) });
    expect(templateDiff(words(40_000, 'a'), words(40_000, 'b')).yaml).toEqual({ lines: [], note: 'tooLarge' });
    const cut = templateDiff(main({}), words(700, 'a'));
    expect([cut.yaml.note, cut.yaml.lines.length, cut.changes.length, cut.changeCount]).toEqual(['cut', 500, 500, 700]);
    const long = templateDiff(main({}), main({ args: ['x'.repeat(10_000)] }));
    expect(Math.max(...long.yaml.lines.map(({ text }) => text.length))).toBe(400);
    expect(long.changes[0]?.message.params.word).toHaveLength(200);
  });
});
