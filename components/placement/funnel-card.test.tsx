// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Funnel } from '#lib/rollout/funnel.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { FunnelCard } from './funnel-card.tsx';

const FUNNEL: Funnel = {
  nodes: 300,
  eligible: 282,
  steps: [
    {
      id: 'nodeSelector/os',
      fact: { code: 'nodeSelector', key: 'os', wanted: 'linux' },
      passing: 300,
      failing: 0,
      remaining: 300,
    },
    {
      id: 'nodeAffinity',
      fact: {
        code: 'nodeAffinity',
        terms: [
          [{ key: 'pool', operator: 'NotIn', values: ['lab', 'x'], field: false }],
          [{ key: 'a', operator: 'Exists', values: [], field: false }],
        ],
      },
      passing: 294,
      failing: 6,
      remaining: 294,
    },
    {
      id: 'taint/gpu=\u202ex:NoSchedule',
      fact: { code: 'taint', key: 'gpu', value: '\u202ex', effect: 'NoSchedule' },
      passing: 280,
      failing: 20,
      remaining: 282,
    },
  ],
};

afterEach(cleanup);

it('[FUNNELCARD-1] names each requirement as the API does, with the Nodes left after it, hostile text made visible', () => {
  renderWithWords(
    <FunnelCard funnel={FUNNEL} problem={null} chosen={null} onChoose={() => undefined} onWhatIf={() => undefined} />,
  );
  expect(screen.getByText('282 of 300 eligible')).toBeTruthy();
  const lines = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(lines[0]).toContain('nodeSelector os=linux300');
  expect(lines[1]).toContain('nodeAffinity pool NotIn (lab, x) | a Exists294');
  expect(lines[2]).toContain('282');
  expect(lines[2]).not.toContain('\u202e');
});

it('[FUNNELCARD-2] a line shows the Nodes that fail it, and again all; nobody fails, nothing to show', () => {
  const choose = vi.fn();
  renderWithWords(
    <FunnelCard funnel={FUNNEL} problem={null} chosen="nodeAffinity" onChoose={choose} onWhatIf={() => undefined} />,
  );
  const [selector, affinity, taint] = screen.getAllByRole<HTMLButtonElement>('button');
  expect([selector?.disabled, affinity?.ariaPressed ?? affinity?.getAttribute('aria-pressed')]).toEqual([true, 'true']);
  for (const button of [selector, affinity, taint]) if (button) fireEvent.click(button);
  expect(choose.mock.calls).toEqual([[null], ['taint/gpu=\u202ex:NoSchedule']]);
});

it('[FUNNELCARD-3] says so when nothing keeps a Pod away, and when the server does not answer', () => {
  renderWithWords(
    <FunnelCard
      funnel={{ nodes: 3, eligible: 3, steps: [] }}
      problem={null}
      chosen={null}
      onChoose={() => undefined}
      onWhatIf={() => undefined}
    />,
  );
  expect(screen.getByText(/keeps a Pod away/)).toBeTruthy();
  cleanup();
  renderWithWords(
    <FunnelCard
      funnel={undefined}
      problem="The server is gone."
      chosen={null}
      onChoose={() => undefined}
      onWhatIf={() => undefined}
    />,
  );
  expect(screen.getByText('The server is gone.')).toBeTruthy();
});
