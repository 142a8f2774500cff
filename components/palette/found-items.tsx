'use client';
import { Box, Folder, Grid3x3, Server } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { daemonSetPath, fleetPath, nodePath, pageAddress } from '#components/wording/page-paths.ts';
import type { SearchAnswer, SearchPart } from '#lib/feed/search.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import type { PaletteSearch } from './use-palette-search.ts';

interface FoundItemsProps {
  readonly cluster: string;
  readonly path: string;
  readonly scope: 'all' | 'nodes';
  readonly search: PaletteSearch;
  readonly onChoose: (run: () => void) => void;
}

/** What the server found, by kind, each leading to where it is shown. */
export function FoundItems({ cluster, path, scope, search: { answer }, onChoose }: FoundItemsProps) {
  const router = useRouter();
  const nodeTarget = useNodeTarget(cluster, path);
  if (answer === null) return null;
  const go = (to: string) => () => onChoose(() => router.push(to));
  const nodes = (
    <Found heading="Nodes" part={answer.nodes}>
      {(name) => (
        <PaletteItem key={name} id={`node ${name}`} icon={<Server size={14} />} text={name} {...nodeTarget(name, scope, go)} />
      )}
    </Found>
  );
  return scope === 'nodes' ? nodes : <Everything cluster={cluster} answer={answer} nodes={nodes} go={go} />;
}

interface EverythingProps {
  readonly cluster: string;
  readonly answer: SearchAnswer;
  readonly nodes: ReactNode;
  readonly go: (to: string) => () => void;
}

function Everything({ cluster, answer, nodes, go }: EverythingProps) {
  return (
    <>
      <Found heading="DaemonSets" part={answer.daemonSets}>
        {(daemonSet) => (
          <PaletteItem
            key={`${daemonSet.namespace}/${daemonSet.name}`}
            id={`daemonset ${daemonSet.namespace}/${daemonSet.name}`}
            icon={<Grid3x3 size={14} />}
            text={daemonSet.name}
            note={<MiddleText text={daemonSet.namespace} />}
            hint={<PhaseWord phase={daemonSet.phase} />}
            onChoose={go(daemonSetPath(cluster, daemonSet))}
          />
        )}
      </Found>
      {nodes}
      <Found heading="Pods" part={answer.pods}>
        {({ namespace, name, node, daemonSet }) => (
          <PaletteItem
            key={`${namespace}/${name}`}
            id={`pod ${namespace}/${name}`}
            icon={<Box size={14} />}
            text={name}
            note={<MiddleText text={node === null ? namespace : `${namespace} · ${node}`} />}
            onChoose={go(daemonSetPath(cluster, { namespace, name: daemonSet }, node ?? undefined))}
          />
        )}
      </Found>
      <Found heading="Namespaces" part={answer.namespaces}>
        {(name) => (
          <PaletteItem
            key={name}
            id={`namespace ${name}`}
            icon={<Folder size={14} />}
            text={name}
            onChoose={go(`${fleetPath(cluster)}?namespace=${encodeURIComponent(name)}`)}
          />
        )}
      </Found>
    </>
  );
}

interface FoundProps<Item> {
  readonly heading: string;
  readonly part: SearchPart<Item>;
  readonly children: (item: Item) => ReactNode;
}

function Found<Item>({ heading, part, children }: FoundProps<Item>) {
  const t = useTranslations();
  if (part.items.length === 0) return null;
  return (
    <PaletteGroup heading={heading}>
      {part.items.map(children)}
      {part.more && <p className="px-2.5 py-1 text-xs text-mute">{t('palette.more')}</p>}
    </PaletteGroup>
  );
}

/** On a DaemonSet's page a Node is chosen there; elsewhere, and at `g n`, its own page opens. */
function useNodeTarget(cluster: string, path: string) {
  const t = useTranslations();
  const params = useSearchParams();
  const here = pageAddress(path)?.kind === 'daemonSet';
  return (name: string, scope: 'all' | 'nodes', go: (to: string) => () => void) => {
    if (!here || scope === 'nodes') return { hint: t('palette.nodePage'), onChoose: go(nodePath(cluster, name)) };
    const next = new URLSearchParams(params);
    next.set('node', name);
    return { hint: t('palette.chooseHere'), onChoose: go(`${path}?${next}`) };
  };
}
