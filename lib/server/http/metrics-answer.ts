import 'server-only';
import { CONNECTION_STATES } from '#lib/feed/connection.ts';
import { BUILD_VERSION } from '#lib/server/engine/build-version.ts';
import type { Engine } from '#lib/server/engine/engine.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';

interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

/** The process in Prometheus' text format. */
export function metricsAnswer(): Response {
  const text = [...feedMetrics(runningEngine()), ...clusterMetrics(runningEngine()), ...processMetrics()]
    .map(metricText)
    .join('');
  return new Response(text, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function feedMetrics({ counters }: Engine): readonly Metric[] {
  return [
    one('rollcall_live_clients', 'gauge', 'Open streams.', counters.clients),
    one('rollcall_feed_patches_total', 'counter', 'Patches made.', counters.patches),
    one('rollcall_feed_frames_sent_total', 'counter', 'Frames handed to clients.', counters.framesSent),
    one('rollcall_feed_bytes_sent_total', 'counter', 'Bytes handed to clients.', counters.bytesSent),
    one('rollcall_feed_resets_total', 'counter', 'Clients sent back to a snapshot.', counters.resets),
    one('rollcall_feed_snapshots_total', 'counter', 'Snapshots answered.', counters.snapshots),
    one('rollcall_slow_clients_total', 'counter', 'Streams closed because nobody read them.', counters.slowClients),
    one('rollcall_failed_rounds_total', 'counter', 'Rounds of the model that threw.', counters.failedRounds),
  ];
}

function clusterMetrics(engine: Engine): readonly Metric[] {
  const hubs = engine.running();
  const states = hubs.flatMap(({ slug, connection }) =>
    CONNECTION_STATES.map((state) => [{ cluster: slug, state }, Number(connection.connection().state === state)] as const),
  );
  return [
    { name: 'rollcall_cluster_connection', type: 'gauge', help: '1 for the state of the connection.', samples: states },
    {
      name: 'rollcall_cluster_synced',
      type: 'gauge',
      help: '1 once everything is listed.',
      samples: hubs.map(({ slug, connection }) => [{ cluster: slug }, Number(connection.synced())]),
    },
    {
      name: 'rollcall_watch_restarts_total',
      type: 'counter',
      help: 'Lists and watches that failed and began again.',
      samples: hubs.flatMap(({ slug, connection }) =>
        [...connection.watchRestarts()].map(([resource, count]) => [{ cluster: slug, resource }, count] as const),
      ),
    },
    {
      name: 'rollcall_nodes',
      type: 'gauge',
      help: 'Nodes of the cluster.',
      samples: hubs.map(({ slug, rollout }) => [{ cluster: slug }, rollout.nodes().size]),
    },
    {
      name: 'rollcall_daemonsets',
      type: 'gauge',
      help: 'DaemonSets of the cluster.',
      samples: hubs.map(({ slug, rollout }) => [{ cluster: slug }, rollout.summaries().size]),
    },
  ];
}

function processMetrics(): readonly Metric[] {
  const memory = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    {
      name: 'rollcall_build_info',
      type: 'gauge',
      help: 'Always 1.',
      samples: [[{ version: BUILD_VERSION, node: process.version }, 1]],
    },
    one('process_cpu_seconds_total', 'counter', 'CPU time.', (user + system) / 1e6),
    one('process_resident_memory_bytes', 'gauge', 'Resident memory.', memory.rss),
    one('process_heap_bytes', 'gauge', 'JavaScript heap in use.', memory.heapUsed),
    one('process_uptime_seconds', 'gauge', 'Time since the start.', process.uptime()),
  ];
}

function one(name: string, type: Metric['type'], help: string, value: number): Metric {
  return { name, type, help, samples: [[{}, value]] };
}

function metricText({ name, type, help, samples }: Metric): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"]/g, '\\$&')}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}
