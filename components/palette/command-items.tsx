'use client';
import { ArrowRight, Eye, Keyboard, Zap } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { KEY_TABLE, type KeyId } from '#components/ui/key-table.ts';
import { useCommands } from '#components/ui/use-command.ts';
import { pressKey, useBoundKeys } from '#components/ui/use-key.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { commandKey, distinctCommands, matchesCommand, matchesLabel } from './palette-items.ts';

interface CommandItemsProps {
  readonly text: string;
  readonly onChoose: (run: () => void) => void;
}

const ICONS = { act: Zap, view: Eye };

/** What this page offers: where its keys lead, what it can show, and its acts, each of which opens its own dialog. */
export function CommandItems({ text, onChoose }: CommandItemsProps) {
  const t = useTranslations();
  const bound = useBoundKeys();
  const commands = distinctCommands(useCommands()).filter((command) => matchesCommand(command, text));
  const keys = (Object.keys(KEY_TABLE) as KeyId[])
    .filter((id) => id !== 'palette' && bound.has(id))
    .map((id) => ({ id, label: t(`help.key.${id}`), presses: KEY_TABLE[id].presses, goes: KEY_TABLE[id].group === 'go' }))
    .filter(({ label }) => matchesLabel(label, text));
  const lines = (['act', 'view'] as const).flatMap((kind) => commands.filter((command) => command.kind === kind));
  return (
    <>
      {keys.some(({ goes }) => goes) && (
        <PaletteGroup heading={t('palette.go')}>
          {keys
            .filter(({ goes }) => goes)
            .map(({ id, label, presses }) => (
              <PaletteItem
                key={id}
                id={`key ${id}`}
                icon={<ArrowRight size={14} />}
                text={label}
                presses={presses}
                onChoose={() => onChoose(() => pressKey(id))}
              />
            ))}
        </PaletteGroup>
      )}
      {(lines.length > 0 || keys.some(({ goes }) => !goes)) && (
        <PaletteGroup heading={t('palette.here')}>
          {lines.map((command) => {
            const { kind, label, about, why, run } = command;
            const Icon = ICONS[kind];
            return (
              <PaletteItem
                key={commandKey(command)}
                id={commandKey(command)}
                icon={<Icon size={14} />}
                text={label}
                note={about}
                why={why}
                hint={kind === 'act' ? t('palette.asksFirst') : undefined}
                onChoose={() => onChoose(run)}
              />
            );
          })}
          {keys
            .filter(({ goes }) => !goes)
            .map(({ id, label, presses }) => (
              <PaletteItem
                key={id}
                id={`key ${id}`}
                icon={<Keyboard size={14} />}
                text={label}
                presses={presses}
                onChoose={() => onChoose(() => pressKey(id))}
              />
            ))}
        </PaletteGroup>
      )}
    </>
  );
}
