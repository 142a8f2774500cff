import { describe, expect, it } from 'vitest';
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue, whyNotDnsLabel, whyNotDnsSubdomain } from './names.ts';

describe('names', () => {
  it('[NAME-1] a subdomain is lower-case parts joined by dots', () => {
    for (const name of ['a', 'node-1.example.com', '1.2.3', 'constructor', 'a'.repeat(253)]) {
      expect([name, isDnsSubdomain(name)]).toEqual([name, true]);
    }
    for (const name of ['', '.', '..', 'A', 'a_b', '-a', 'a-', 'a..b', 'a/b', 'a%2fb', 'a\n', ' a', 'ä', 'a'.repeat(254)]) {
      expect([name, isDnsSubdomain(name)]).toEqual([name, false]);
    }
  });

  it('[NAME-1] a label has no dot and at most 63 characters', () => {
    expect(isDnsLabel('kube-system')).toBe(true);
    for (const name of ['', 'a.b', 'a'.repeat(64), '..', 'A']) {
      expect([name, isDnsLabel(name)]).toEqual([name, false]);
    }
  });

  it('[NAME-1] a refusal says what is allowed', () => {
    expect(whyNotDnsLabel('default')).toBeNull();
    expect(whyNotDnsLabel('..')).toMatch(/^must be 1 to 63 characters/);
    expect(whyNotDnsSubdomain('node-1')).toBeNull();
    expect(whyNotDnsSubdomain('')).toMatch(/^must be 1 to 253 characters/);
  });

  it('[NAME-2] label keys and values follow the API server', () => {
    for (const key of ['a', 'A_b.c-d', 'example.com/A', 'k'.repeat(63), `${'d'.repeat(253)}/k`]) {
      expect([key, isLabelKey(key)]).toEqual([key, true]);
    }
    for (const key of ['', '/', 'a/', '/a', 'a/b/c', '-a', 'a-', 'X.io/a', 'k'.repeat(64), `${'d'.repeat(254)}/k`, 'a\n']) {
      expect([key, isLabelKey(key)]).toEqual([key, false]);
    }
    expect(['', 'a', 'A.b_c', 'v'.repeat(63)].every(isLabelValue)).toBe(true);
    expect(['-a', 'a_', 'v'.repeat(64), 'a b', 'a\n'].some(isLabelValue)).toBe(false);
  });
});
