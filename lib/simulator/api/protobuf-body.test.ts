import { expect, it } from 'vitest';
import { parseProtobuf } from './protobuf-body.ts';

const field = (number: number, payload: Buffer | string) => {
  const bytes = Buffer.from(payload);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};
const message = (apiVersion: string, kind: string, raw: Buffer) =>
  Buffer.concat([Buffer.from('k8s\0'), field(1, Buffer.concat([field(1, apiVersion), field(2, kind)])), field(2, raw)]);

it('[API-54] a protobuf body gives the object that the same JSON would', () => {
  const options = Buffer.concat([Buffer.from([8, 0]), field(2, field(1, 'some-uid')), field(5, 'All')]); // grace period 0
  const metadata = Buffer.concat([
    field(1, 'pod-1'),
    field(3, 'default'),
    field(2, ''),
    field(11, Buffer.concat([field(1, 'a'), field(2, 'b')])),
  ]);
  const raw = Buffer.concat([field(1, metadata), field(2, options)]);
  expect(parseProtobuf(message('policy/v1', 'Eviction', raw))).toEqual({
    kind: 'Eviction',
    apiVersion: 'policy/v1',
    metadata: { name: 'pod-1', namespace: 'default', labels: { a: 'b' } },
    deleteOptions: { gracePeriodSeconds: 0, preconditions: { uid: 'some-uid' }, dryRun: ['All'] },
  });
});

it('[API-55] a body cut short, without its mark, or of an unknown kind is refused with 400', () => {
  const whole = message('v1', 'Namespace', field(1, field(1, 'default')));
  for (const bad of [whole.subarray(0, whole.length - 3), whole.subarray(1), message('v1', 'Nothing', Buffer.alloc(0))])
    expect(() => parseProtobuf(bad)).toThrow(expect.objectContaining({ code: 400 }));
});
