import { describe, expect, it } from 'vitest';
import { excludedProblems } from './excluded-problems.ts';
import { type ProjectSelectorInput, projectNodeSelector } from './project-node-selector.ts';
import type { Problem } from './summary.ts';

const UPSTREAM = 'scheduler.alpha.kubernetes.io/node-selector';
const OPENSHIFT = 'openshift.io/node-selector';
const node = (name: string, pool: string, missing = false) => ({ node: name, labels: { pool }, missing });

function found(parts: Partial<ProjectSelectorInput>) {
  const eligible = [node('b', 'blue'), node('a', 'red'), node('c', 'red')];
  return projectNodeSelector({ namespace: 'team', annotations: new Map(), added: null, conflicts: false, eligible, ...parts });
}

describe('the node selector of a Namespace', () => {
  it("[PROJECT-1] names its annotation, upstream's before OpenShift's, and the eligible Nodes that it takes away", () => {
    const annotations = new Map([
      [OPENSHIFT, 'pool=green'],
      [UPSTREAM, 'pool=blue'],
    ]);
    expect(found({ annotations, added: { pool: 'blue' } })).toEqual({
      annotation: UPSTREAM,
      selector: 'pool=blue',
      effect: 'pending',
      nodes: ['a', 'c'],
      nodeCount: 2,
      eligible: 3,
      command: `kubectl annotate --overwrite namespace team ${UPSTREAM}=`,
    });
  });

  it("[PROJECT-2] the cluster's default cannot be read: it is inferred from what Pods have and their template lacks", () => {
    expect(found({ added: { pool: 'red', zone: 'x' } })).toMatchObject({ annotation: null, selector: 'pool=red,zone=x' });
    expect(found({ annotations: new Map([[OPENSHIFT, '']]), added: {} })).toBeNull();
    expect(found({})).toBeNull();
  });

  it('[PROJECT-3] Pods without it show that it is not in force; without any Pod nobody knows', () => {
    const annotations = new Map([[OPENSHIFT, 'pool=blue']]);
    expect(found({ annotations, added: {} })).toBeNull();
    expect(found({ annotations, added: null })).toMatchObject({ effect: 'unknown', nodeCount: 2 });
  });

  it('[PROJECT-4] it refuses Pods, keeps them Pending, makes the controller leave Nodes out, or does no harm', () => {
    const annotations = new Map([[OPENSHIFT, 'pool=blue']]);
    const added = { pool: 'blue' };
    expect(found({ annotations, conflicts: true })?.effect).toBe('refused');
    expect(found({ annotations, added })?.effect).toBe('pending');
    expect(found({ annotations, added, eligible: [node('b', 'blue'), node('a', 'red', true)] })?.effect).toBe('excludes');
    expect(found({ annotations, added, eligible: [node('b', 'blue')] })?.effect).toBe('harmless');
    expect(found({ annotations: new Map([[OPENSHIFT, 'pool in (blue)']]), added })).toMatchObject({
      effect: 'pending',
      nodes: null,
      nodeCount: 0,
    });
  });

  it('[PROJECT-5] Nodes that the controller leaves out are a problem of their own; the rest stays to be explained', () => {
    const missing: Problem = {
      cause: 'missing',
      state: 'missing',
      states: ['missing'],
      title: { code: 'problem.missing', params: {} },
      step: { code: 'step.daemonSetEvents', params: {} },
      command: null,
      since: null,
      restarts: 0,
      slots: 2,
      nodeCount: 2,
      nodes: ['a', 'x'],
      pod: null,
      message: null,
    };
    const eligible = [node('b', 'blue'), node('a', 'red', true), { node: 'x', labels: { pool: 'blue' }, missing: true }];
    const finding = found({ added: { pool: 'blue' }, eligible });
    const { excluded, rest } = excludedProblems(missing, finding, { namespace: 'team', name: 'agent' });
    expect(excluded).toMatchObject([
      { title: { code: 'problem.selectorExcludes', params: { selector: 'pool=blue' } }, nodes: ['a'], nodeCount: 1 },
    ]);
    expect(excluded[0]?.command).toBe(`kubectl annotate --overwrite namespace team ${UPSTREAM}=`);
    expect(rest).toMatchObject({ nodes: ['x'], nodeCount: 1 });
    expect(excludedProblems(missing, null, { namespace: 'team', name: 'agent' })).toEqual({ excluded: [], rest: missing });
  });
});
