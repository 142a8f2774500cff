'use client';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { FeedState } from '#lib/client/feed-state.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { LiveFleet } from '#lib/client/live-fleet.ts';
import { useFeed } from '#lib/client/use-feed.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import { useWarmFeed } from '#lib/client/use-warm-feed.ts';
import { daemonSetFeedKey, fleetFeedKey } from '#lib/feed/feed-key.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { useIdle } from './use-idle.ts';
import { useRoom } from './use-room.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { useWallKeys } from './use-wall-keys.ts';
import { useWallShow } from './use-wall-show.ts';
import { WallControls } from './wall-controls.tsx';
import { WallCurtain } from './wall-curtain.tsx';
import { WallFace } from './wall-face.tsx';
import { WallFooter } from './wall-footer.tsx';
import { WallMessage } from './wall-message.tsx';
import type { WallSettings } from './wall-params.ts';
import { WALL_UNIT, WallScreen } from './wall-screen.tsx';
import type { Slide } from './wall-slides.ts';
import { tilesPerPage } from './wall-tile-table.ts';
import { wallTruth } from './wall-truth.ts';

interface WallProps {
  readonly cluster: string;
  readonly settings: WallSettings;
  /** Where the wall can be left to, and the same wall with its other face. */
  readonly links: { readonly home: string; readonly other: string };
  /** The session of this browser has ended. */
  readonly signedOut: boolean;
  /** What must stand on every page of this cluster. */
  readonly banner?: ReactNode;
  /** The tab's title and icon. */
  readonly badge: (items: readonly Summary[], live: boolean) => ReactNode;
}

const UNMEASURED = { width: 1280, height: 720 };

/** One screen for a room: what the cluster's DaemonSets do, read from afar, and loudest of all whether that is the present. */
export function Wall(props: WallProps) {
  const fleet = useFleetFeed(props.cluster);
  return fleet.status === 'open' ? <OpenWall {...props} fleet={fleet} /> : <ClosedWall {...props} fleet={fleet} />;
}

function ClosedWall({ fleet, signedOut, cluster, badge }: WallProps & { readonly fleet: FeedState<LiveFleet> }) {
  const t = useTranslations();
  const failed = fleet.status === 'failed';
  return (
    <main id="content" data-wall="waiting" className="relative flex h-dvh flex-col bg-panel" style={WALL_UNIT}>
      <WallMessage title={failed ? t('wall.noFleet', { cluster }) : t('wall.waiting')}>
        {failed ? visibleText(fleet.problem.message) : null}
      </WallMessage>
      {signedOut && <WallCurtain truth={wallTruth([], true)} />}
      {badge([], !failed && !signedOut)}
    </main>
  );
}

type OpenFleet = Extract<FeedState<LiveFleet>, { status: 'open' }>;

function OpenWall({ cluster, settings, links, signedOut, banner, badge, fleet }: WallProps & { readonly fleet: OpenFleet }) {
  useLiveVersion(fleet.live);
  const { items } = fleet.live;
  const place = useRef<HTMLElement>(null);
  const room = useRoom(place) ?? UNMEASURED;
  const idle = useIdle();
  const awake = useWakeLock();
  const held = signedOut || fleet.connection.state !== 'live';
  const show = useWallShow(items, { settings, held, tilesPerPage: tilesPerPage(room.width, room.height) });
  const { slide, place: turn, paused, step, togglePause } = show;
  const feed = useFeed<LiveDaemonSet>(feedKeyOf(cluster, slide) ?? fleetFeedKey(cluster));
  useWarmFeed(paused ? null : feedKeyOf(cluster, show.next));
  useWallKeys({ onPause: togglePause, onStep: step });
  const truth = wallTruth([fleet.connection, feed.status === 'open' ? feed.connection : null], signedOut);
  return (
    <WallScreen
      place={place}
      truth={truth}
      idle={idle}
      banner={banner}
      controls={
        <WallControls
          idle={idle}
          paused={paused}
          awake={awake}
          turns={turn.of > 1}
          home={links.home}
          other={{ show: settings.show === 'all' ? 'one' : 'all', href: links.other }}
          onStep={step}
          onPause={togglePause}
        />
      }
    >
      <WallFace slide={slide} items={items} feed={feed} />
      <WallFooter cluster={cluster} items={items} truth={truth} place={turn} paused={paused} />
      {badge(items, truth.state === 'live')}
    </WallScreen>
  );
}

function feedKeyOf(cluster: string, slide: Slide | null): string | null {
  return slide?.kind === 'daemonSet' ? daemonSetFeedKey(cluster, slide.namespace, slide.name) : null;
}
