import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { ATTENTION_ORDER, NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';

/** The states of a group's Nodes as one small bar, attention first; the words beside it say the numbers. */
export function GroupBar({ states }: { readonly states: Uint32Array }) {
  const parts = ATTENTION_ORDER.map((state) => ({ state, count: states[NODE_ROLLOUT_STATES.indexOf(state)] ?? 0 }));
  return (
    <span aria-hidden="true" className="hidden h-1.5 w-20 shrink-0 gap-px wide:flex self-center overflow-hidden rounded-full">
      {parts.map(
        ({ state, count }) =>
          count > 0 && (
            <span
              key={state}
              className="min-w-0.5"
              style={{
                flex: `${count} 0 0`,
                background: `var(--${STATE_APPEARANCE[state].fill === 'off' ? 'offline' : STATE_APPEARANCE[state].fill})`,
              }}
            />
          ),
      )}
    </span>
  );
}
