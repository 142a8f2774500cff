import type { FunnelStep } from '#lib/rollout/funnel.ts';

type Fact = FunnelStep['fact'];

/** What a step asks, in the API's words; null for the step that stands for many. */
export function factText(fact: Fact): string | null {
  switch (fact.code) {
    case 'nodeName':
      return `nodeName ${fact.wanted}`;
    case 'nodeSelector':
      return `nodeSelector ${fact.key}=${fact.wanted}`;
    case 'nodeAffinity':
      return `nodeAffinity ${fact.terms.map((term) => term.map(requirementText).join(', ')).join(' | ')}`;
    case 'taint':
      return `taint ${fact.key}${fact.value ? `=${fact.value}` : ''}:${fact.effect}`;
    case 'otherTaints':
      return null;
  }
}

type Requirement = Extract<Fact, { code: 'nodeAffinity' }>['terms'][number][number];

function requirementText({ key, operator, values }: Requirement): string {
  return `${key} ${operator}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
}
