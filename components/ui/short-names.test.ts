import { expect, it } from 'vitest';
import { sharedDomain } from './short-names.ts';

it('[TILE-1] the domain that all Nodes share is found, from a dot on', () => {
  expect(sharedDomain(['ip-1.eu-1.compute.internal', 'ip-2.eu-1.compute.internal'])).toBe('.eu-1.compute.internal');
  expect(sharedDomain(['ip-1.eu-1.compute.internal', 'ip-2.eu-2.compute.internal'])).toBe('.compute.internal');
});

it('[TILE-2] names that share nothing, or one name alone, stay whole', () => {
  expect(sharedDomain(['node-1', 'node-2'])).toBe('');
  expect(sharedDomain(['a.internal', 'internal'])).toBe('');
  expect(sharedDomain(['a.internal'])).toBe('');
  expect(sharedDomain([])).toBe('');
});
