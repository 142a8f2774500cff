'use client';
import { BudgetChoice } from './budget-choice.tsx';
import { ForceChoice } from './force-choice.tsx';
import { PodChoice } from './pod-choice.tsx';
import { PropagationChoice } from './propagation-choice.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { SelectorChoice } from './selector-choice.tsx';
import { type ChoiceProps, isLive, type Subject } from './subject.ts';
import { UndoChoice } from './undo-choice.tsx';

/** What a person decides about an act before its plan is made; nothing for acts without a choice. */
export function ActChoices(props: ChoiceProps<Subject>) {
  const { subject, ...rest } = props;
  if (isLive(subject)) return <LiveChoices {...rest} subject={subject} />;
  return props.intent.act === 'deletePod' ? <ForceChoice {...props} /> : null;
}

function LiveChoices(props: ChoiceProps) {
  switch (props.intent.act) {
    case 'deleteStale':
      return <ScopeChoice {...props} />;
    case 'deletePod':
      return (
        <>
          {'on' in props.intent && <PodChoice {...props} on={props.intent.on} force={props.intent.force} />}
          <ForceChoice {...props} />
        </>
      );
    case 'undo':
      return <UndoChoice {...props} />;
    case 'setBudget':
      return <BudgetChoice {...props} />;
    case 'deleteDaemonSet':
      return <PropagationChoice {...props} />;
    case 'clearProjectNodeSelector':
      return <SelectorChoice {...props} />;
    default:
      return null;
  }
}
