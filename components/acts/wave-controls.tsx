'use client';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Tip } from '#components/ui/tip.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useWaveCommand } from '#lib/client/wave-query.ts';
import type { Wave, WaveState } from '#lib/feed/wave.ts';
import { useActs } from './acts-context.ts';
import { useBlockedText } from './use-blocked-text.ts';

type Command = 'pause' | 'resume' | 'retry' | 'stop' | 'forget';

const COMMANDS: Record<WaveState, readonly Command[]> = {
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  failed: ['retry', 'stop'],
  stopped: ['forget'],
  complete: ['forget'],
};

/** Pause, resume, retry, stop; stopping asks once more, since it cannot be taken back. */
export function WaveControls({ address, wave }: { readonly address: DaemonSetAddress; readonly wave: Wave }) {
  const t = useTranslations();
  const acts = useActs();
  const words = useBlockedText();
  const command = useWaveCommand(address);
  const underWay = useRef(false);
  const [asking, setAsking] = useState<string | null>(null);
  const blocked = acts.blocked('wave', { by: wave.settings.by });
  const why = blocked ? words(blocked) : null;
  const run = (name: Command) => {
    if (why !== null || underWay.current) return;
    if (name === 'stop' && asking !== wave.id) {
      setAsking(wave.id);
      return;
    }
    setAsking(null);
    underWay.current = true;
    command.mutate(name === 'forget' ? { command: 'forget' } : { command: name, id: wave.id }, {
      onSettled: () => {
        underWay.current = false;
      },
    });
  };
  return (
    <div className="flex flex-col gap-1.5" data-print="hide">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div role="group" aria-label={t('acts.wave.title')} className="flex flex-wrap gap-1.5">
        {COMMANDS[wave.state].map((name) => (
          <Tip key={name} text={why}>
            {(describedBy) => (
              <Button
                look={name === 'stop' && asking === wave.id ? 'danger' : 'plain'}
                className="h-6 px-2 text-xs"
                aria-disabled={why !== null || command.isPending || undefined}
                aria-describedby={describedBy}
                onClick={() => run(name)}
              >
                {name === 'stop' && asking === wave.id ? t('acts.wave.stopSure') : t(`acts.wave.commands.${name}`)}
              </Button>
            )}
          </Tip>
        ))}
      </div>
      {command.error && (
        <p role="alert" className="text-xs wrap-anywhere text-failing-text">
          {visibleText(command.error.message)}
        </p>
      )}
    </div>
  );
}
