import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from './strict-json.ts';

describe('strict JSON', () => {
  it.each([
    ['{"a":1,"a":2}', { key: 'a' }],
    ['{"a":1,"\\u0061":2}', { key: 'a' }],
    ['[{"a":{"b":1, "b" : 2}}]', { key: 'b' }],
    ['{"__proto__":{"polluted":true}}', { key: '__proto__' }],
    ['{"a":{"\\u005f_proto__":1}}', { key: '__proto__' }],
    ['{"constructor":{"prototype":{}}}', { key: 'prototype' }],
    ['{"constructor":{"a":1,"prototype":{}}}', { key: 'prototype' }],
    ['{"labels":{"constructor":"","prototype":""}}', null],
    ['{"a":{"a":1},"b":{"a":1}}', null],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', null],
    ['["a","a","__proto__"]', null],
    ['{"a":"b\\\\","c":"\\\\\\"d\\":","e":1}', null],
  ])('[JSON-1] %s', (text, fault) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(jsonFault(text, 16)).toEqual(fault);
  });

  it('[JSON-2] nesting is counted: 16 levels pass, one more does not, nor do 100,000', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(jsonFault(nested(16), 16)).toBeNull();
    expect(jsonFault(nested(17), 16)).toEqual({ depth: 16 });
    expect(jsonFault(nested(100_000), 16)).toEqual({ depth: 16 });
  });

  it('[JSON-3] what JSON.stringify makes has no fault, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const unsafe = /"(__proto__|prototype)"\s*:/.test(text);
        expect(unsafe || jsonFault(text, 16) === null).toBe(true);
      }),
    );
  });
});
