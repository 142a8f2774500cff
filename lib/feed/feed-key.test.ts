import { describe, expect, it } from 'vitest';
import { daemonSetFeedKey, fleetFeedKey, matrixFeedKey, parseFeedKey } from './feed-key.ts';

describe('feed key', () => {
  it('[FEED-3] what is written is read back', () => {
    expect(parseFeedKey(fleetFeedKey('demo'))).toEqual({ kind: 'fleet', cluster: 'demo' });
    expect(parseFeedKey(matrixFeedKey('demo'))).toEqual({ kind: 'matrix', cluster: 'demo' });
    const target = { kind: 'daemonset', cluster: 'c', namespace: 'constructor', name: 'a.b' };
    expect(parseFeedKey(daemonSetFeedKey('c', 'constructor', 'a.b'))).toEqual(target);
  });

  it.each([
    '',
    'fleet',
    '/fleet',
    'c/pods',
    'c/daemonsets/n',
    'c/daemonsets/n/a/b',
    'c/daemonsets/../a%2f',
    'C/fleet',
    `${'c'.repeat(601)}/fleet`,
  ])('[FEED-4] other text is no key: %.30s', (key) => {
    expect(parseFeedKey(key)).toBeNull();
  });
});
