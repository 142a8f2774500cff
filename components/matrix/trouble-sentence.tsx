'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath, matrixPath, nodePath } from '#components/wording/page-paths.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import type { TroubleLine, TroubleLines } from './trouble-lines.ts';

interface TroubleSentenceProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  readonly trouble: TroubleLines;
}

/** What is going on in one sentence: which Nodes and DaemonSets explain the trouble, each a link to it. */
export function TroubleSentence({ cluster, live, trouble: { lines, rest, total } }: TroubleSentenceProps) {
  const t = useTranslations();
  const words = useLineWords(live);
  const rows = live.rows.flatMap((row) => row ?? []);
  const moving = rows.filter(({ phase }) => phase !== 'complete').length;
  if (total === 0) {
    return (
      <p data-testid="matrix-sentence">
        {t('matrix.calm', { daemonSets: rows.length, nodes: live.nodeCount })}{' '}
        {moving > 0 && t('matrix.moving', { count: moving })}
      </p>
    );
  }
  return (
    <p data-testid="matrix-sentence" className="min-w-0 wrap-anywhere">
      {lines.map((line) => (
        <span key={keyOf(line)}>
          <Link href={pathOf(cluster, live, line)} prefetch={false} className="font-medium underline-offset-2 hover:underline">
            {words(line)}
          </Link>{' '}
        </span>
      ))}
      {rest > 0 && <span className="text-mute">{t('matrix.line.more', { count: rest })}</span>}
    </p>
  );
}

function useLineWords(live: LiveMatrix): (line: TroubleLine) => string {
  const t = useTranslations();
  const wording = useWording();
  return (line) => {
    switch (line.kind) {
      case 'node':
        return t('matrix.line.node', { node: visibleText(live.name(line.slot)), count: line.count, of: line.of });
      case 'nodes':
        return t('matrix.line.nodes', { count: line.slots.length });
      case 'daemonSet':
        return t(`matrix.line.${line.state ?? 'mixed'}`, { name: visibleText(line.row.name), count: line.count, of: line.of });
      case 'cell':
        return t('matrix.line.cell', {
          name: visibleText(line.row.name),
          node: visibleText(live.name(line.slot)),
          state: wording.state(line.state),
        });
    }
  };
}

function keyOf(line: TroubleLine): string {
  if (line.kind === 'nodes') return line.kind;
  return line.kind === 'node' ? `node ${line.slot}` : `${line.kind} ${line.row.uid}`;
}

function pathOf(cluster: string, live: LiveMatrix, line: TroubleLine): string {
  if (line.kind === 'nodes') return `${matrixPath(cluster)}?trouble=true`;
  if (line.kind === 'node') return nodePath(cluster, live.name(line.slot));
  if (line.kind === 'cell') return daemonSetPath(cluster, line.row, live.name(line.slot));
  return `${daemonSetPath(cluster, line.row)}?state=${line.state ?? 'failing,missing,misscheduled'}`;
}
