import { describe, expect, it } from 'vitest';
import { parseFieldSelector } from './field-selector-query.ts';
import { parseLabelSelector } from './label-selector-query.ts';
import type { StoredObject } from './object-store.ts';

const LABELS = { tier: 'front', size: '3', 'example.com/role': '' };

describe('selectors of lists', () => {
  it.each([
    ['', true],
    ['tier=front', true],
    ['tier == front , size!=4', true],
    ['tier in (front, back),size notin (1,2)', true],
    ['missing notin (a)', true],
    ['missing!=a', true],
    ['!missing,example.com/role', true],
    ['example.com/role=', true],
    ['size>2,size<4', true],
    ['size>3', false],
    ['!tier', false],
    ['tier in (back)', false],
  ])('[API-51] labels %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(LABELS)).toBe(expected);
  });

  it.each(['a b', 'tier in front', 'size>x', '-bad=1', 'a=b=c', 'a,,b', 'a=b!'])(
    '[API-52] %s is refused with 400',
    (selector) => {
      expect(() => parseLabelSelector(selector)).toThrow(expect.objectContaining({ code: 400, reason: 'BadRequest' }));
    },
  );

  it('[API-53] fields are compared as text; an absent one is empty, a field of another kind is refused', () => {
    const metadata = { name: 'a', namespace: 'default', uid: '1', resourceVersion: '1', creationTimestamp: '' };
    const pod: StoredObject = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName: 'n' }, status: { phase: 'Running' } };
    const selects = (selector: string) => parseFieldSelector(selector, 'Pod')(pod);
    expect(selects('spec.nodeName=n,status.phase!=Failed,metadata.name==a')).toBe(true);
    expect(selects('status.podIP=')).toBe(true);
    expect(selects('spec.nodeName=')).toBe(false);
    expect(() => parseFieldSelector('spec.nodeName=n', 'Node')).toThrow('field label not supported: spec.nodeName');
  });
});
