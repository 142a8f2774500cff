import { expect, it } from 'vitest';
import { humanDuration } from './human-duration.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

it.each([
  [-5, '<invalid>'],
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [125, '2m5s'],
  [599, '9m59s'],
  [600, '10m'],
  [3 * HOUR - 1, '179m'],
  [3 * HOUR, '3h'],
  [7 * HOUR + 120, '7h2m'],
  [47 * HOUR, '47h'],
  [2 * DAY + 5 * HOUR, '2d5h'],
  [8 * DAY, '8d'],
  [400 * DAY, '400d'],
  [800 * DAY, '2y70d'],
  [3_000 * DAY, '8y'],
])('[API-50] an age of %i seconds is %s, as kubectl prints it', (seconds, expected) => {
  expect(humanDuration(seconds * 1000)).toBe(expected);
});
