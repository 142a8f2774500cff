import { expect, it } from 'vitest';
import { budgetValue } from './intent.ts';
import { FIRST_DRAFT, ordersFor, pausesSeconds, readDraft } from './wave-settings.ts';

it('[ACT-UI-29] a draft becomes settings only when every number is within what the server allows', () => {
  expect(readDraft(FIRST_DRAFT).settings).toEqual({
    order: 'zone',
    size: '10%',
    pauseSeconds: 30,
    failuresAllowed: 0,
    availableWithinSeconds: 600,
    by: 'delete',
  });
  const wrong = readDraft({ ...FIRST_DRAFT, size: '0', pauseSeconds: '-1', failuresAllowed: '', availableWithinSeconds: '9' });
  expect(wrong.settings).toBeNull();
  expect([...wrong.wrong]).toEqual(['size', 'pauseSeconds', 'failuresAllowed', 'availableWithinSeconds']);
  for (const size of ['', '0%', '101%', '1.5', '-3', '1e3', ' 3', '٣'])
    expect(readDraft({ ...FIRST_DRAFT, size }).settings).toBeNull();
});

it('[ACT-UI-30] the order of a selection is offered for a selection only', () => {
  expect(ordersFor(null)).not.toContain('selection');
  expect(ordersFor(['node-1'])).toContain('selection');
});

it('[ACT-UI-31] there is a pause between two steps, none after the last', () => {
  expect([pausesSeconds(0, 30), pausesSeconds(1, 30), pausesSeconds(10, 30)]).toEqual([0, 0, 270]);
});

it('[ACT-UI-32] a budget is a count or a percentage, as the API takes it', () => {
  expect(['3', '10%', '100%'].map(budgetValue)).toEqual([3, '10%', '100%']);
  expect(['', '%', '101%', '-1', '1.5', '3 %', '0x3'].map(budgetValue)).toEqual(Array(7).fill(null));
});
