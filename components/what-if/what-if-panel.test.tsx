// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiRequestError } from '#lib/client/api-request.ts';
import { EMPTY_DRAFT, type WhatIfDraft } from '#lib/client/what-if-draft.ts';
import type { WhatIfAnswer } from '#lib/client/what-if-query.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleDetail } from '#lib/testing/sample-summary.ts';
import WhatIfPanel from './what-if-panel.tsx';

const ANSWER: WhatIfAnswer = {
  template: { spec: { nodeSelector: { os: 'linux' }, affinity: null, tolerations: [] } },
  whatIf: {
    eligibleBefore: 10,
    eligibleAfter: 12,
    groups: [
      { change: 'gained', action: 'create', count: 3, nodes: ['n1', 'n2', 'n3'] },
      { change: 'lost', action: 'delete', count: 1, nodes: ['\u202Eevil'] },
    ],
    newRevision: true,
    replaced: 9,
    evictedAgain: null,
  },
  verdicts: [],
  others: [{ namespace: 'kube-system', name: 'proxy', gained: 0, lost: 2 }],
  commands: ["kubectl patch --patch='{}'"],
};

interface HeldProps {
  readonly first: WhatIfDraft;
  readonly error: Error | null;
  readonly answer: WhatIfAnswer | undefined;
  readonly onChange: (draft: WhatIfDraft) => void;
  readonly onMark: (group: string | null) => void;
}

function Held({ first, error, answer, onChange, onMark }: HeldProps) {
  const [draft, setDraft] = useState(first);
  return (
    <WhatIfPanel
      draft={draft}
      answer={answer}
      inForce={ANSWER.template.spec}
      error={error}
      asking={false}
      summary={sampleDetail({ available: 10 })}
      marked={null}
      onMark={onMark}
      shownNodes={() => ['n1', 'n2']}
      shownCount={2}
      onChange={(next) => {
        onChange(next);
        setDraft(next);
      }}
      onClose={() => undefined}
    />
  );
}

interface Setting {
  readonly draft?: WhatIfDraft;
  readonly error?: Error | null;
  readonly answered?: boolean;
}

function show({ draft = EMPTY_DRAFT, error = null, answered = true }: Setting = {}) {
  const drafts: WhatIfDraft[] = [];
  const mark = vi.fn();
  renderWithWords(
    <Held
      first={draft}
      error={error}
      answer={answered ? ANSWER : undefined}
      onChange={(next) => drafts.push(next)}
      onMark={mark}
    />,
  );
  return { drafts, mark, last: () => drafts.at(-1) };
}

const type = (name: string, at: number, value: string) => {
  const fields = screen.getAllByLabelText(name);
  fireEvent.change(fields.at(at) ?? expect.fail(`no field ${name}`), { target: { value } });
};
// By text and label: finding by role looks at the style of every element, which takes seconds here.
const press = (name: string) => fireEvent.click(screen.getByText(name, { selector: 'button' }));

afterEach(cleanup);

describe('what-if panel', { timeout: 30_000 }, () => {
  it('[WHATIFPANEL-1] a row that is not complete stays in the form and is not asked about', () => {
    const { drafts, last } = show();
    press('Add a label');
    press('Add a requirement');
    press('Add a toleration');
    expect(drafts).toEqual([]);
    type('value', 1, 'a');
    expect(drafts).toEqual([]);
    type('key', 1, 'tier');
    expect(last()?.template).toEqual({ nodeSelector: { os: 'linux', tier: 'a' } });
    type('key', -1, 'gpu');
    expect(last()?.template.tolerations).toEqual([{ key: 'gpu', operator: 'Equal' }]);
    press('Start over');
    expect(last()).toEqual(EMPTY_DRAFT);
    expect(screen.getAllByLabelText<HTMLInputElement>('key').map(({ value }) => value)).toEqual(['os']);
  });

  it('[WHATIFPANEL-2] the text says the same as the form, and what is typed stays although it is wrong', () => {
    const { drafts, last } = show();
    press('YAML');
    const text = screen.getByLabelText<HTMLTextAreaElement>(/as YAML/);
    expect(text.value).toContain('nodeSelector:\n  os: linux');
    fireEvent.change(text, { target: { value: 'nodeSelector:\n  os: [' } });
    expect(drafts).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('Line');
    expect(text.value).toBe('nodeSelector:\n  os: [');
    fireEvent.change(text, { target: { value: 'nodeSelector: {a: b}' } });
    expect(last()?.template).toEqual({ nodeSelector: { a: 'b' }, affinity: null, tolerations: [] });
    const old = { apiVersion: 'extensions/v1beta1', spec: { template: { spec: { nodeSelector: { x: 'y' } } } } };
    fireEvent.change(text, { target: { value: JSON.stringify(old) } });
    expect(screen.getByLabelText('Corrected manifest').textContent).toContain('apiVersion: apps/v1');
    expect(last()?.template.nodeSelector).toEqual({ x: 'y' });
  });

  it('[WHATIFPANEL-3] labels and taints change on the Nodes shown or on one, each change can be taken back', () => {
    const { last } = show();
    press('Nodes');
    type('key', 0, 'tier');
    press('On the 2 Nodes shown');
    expect(last()?.changes).toEqual([{ nodes: ['n1', 'n2'], labels: { tier: '' }, taints: [] }]);
    fireEvent.change(screen.getByLabelText('change'), { target: { value: 'untaint' } });
    type('key', 0, 'gpu');
    type('name of a Node', 0, 'n9');
    press('On this one');
    const untaint = { nodes: ['n9'], labels: {}, taints: [{ key: 'gpu', value: '', effect: 'NoSchedule', remove: true }] };
    expect(last()?.changes[1]).toEqual(untaint);
    fireEvent.click(screen.getByLabelText(/^Remove label tier=/));
    expect(last()?.changes).toEqual([untaint]);
  });

  it('[WHATIFPANEL-4] says what would happen, marks a group in the grid, and gives the commands, hostile names made visible', () => {
    const { mark } = show({ draft: { template: { nodeSelector: {} }, changes: [] } });
    expect(screen.getByText('10 eligible now, 12 then.')).toBeTruthy();
    const gained = screen.getByRole('button', { name: /3 Nodes gained a Pod is created/ });
    fireEvent.click(gained);
    expect(mark).toHaveBeenCalledWith('gained.create');
    expect(screen.getByRole('button', { name: /1 Node lost the Pod is deleted/ }).textContent).toContain('\\u202Eevil');
    expect(screen.getByText(/A new revision: 9 other Pods are replaced, 1 at a time/)).toBeTruthy();
    expect(screen.getByLabelText('To do it').textContent).toMatch(/kubectl patch/);
    expect(screen.getByText('gains 0, loses 2')).toBeTruthy();
  });

  it('[WHATIFPANEL-5] what the server refuses stands at the part that it is about, with the field, even before there was any answer', () => {
    const field = 'template.spec.tolerations[0].effect';
    const message = `${field}: Unsupported value: "x"`;
    show({ answered: false, error: new ApiRequestError({ status: 400, code: 'body.invalid', message, field }) });
    const [alert, ...others] = screen.getAllByRole('alert');
    expect(others).toEqual([]);
    expect(alert?.textContent).toBe(`${field} Unsupported value: "x"`);
    expect(alert?.closest('fieldset')?.textContent).toContain('tolerations');
    cleanup();
    show({ error: new Error('The Rollcall server does not answer.') });
    expect(screen.getByRole('alert').textContent).toBe('The Rollcall server does not answer.');
  });
});
