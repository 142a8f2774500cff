import { copyText } from '#components/ui/copy-text.ts';
import { fileName, saveFile } from '#components/ui/save-file.ts';
import { csvText, tabbedText } from '#components/ui/table-text.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { nodeRecords, recordLines } from './node-records.ts';

export type Export = 'csv' | 'json' | 'copy';

interface ExportedRows {
  readonly live: LiveDaemonSet;
  readonly slots: Iterable<number>;
  readonly cluster: string;
}

/** Hands rows out as a file that names cluster, DaemonSet and time, or copies them; false when the browser does not let it. */
export async function exportNodes(how: Export, { live, slots, cluster }: ExportedRows): Promise<boolean> {
  const { namespace, name } = live.detail;
  const nodes = nodeRecords(live, slots);
  if (how === 'copy') return copyText(tabbedText(recordLines(nodes)));
  const file = (ending: string) => fileName([cluster, namespace, name], live.asOf, ending);
  if (how === 'csv') saveFile(file('csv'), 'text/csv;charset=utf-8', csvText(recordLines(nodes)));
  else {
    const whole = { cluster, daemonSet: { namespace, name }, asOf: live.asOf, nodes };
    saveFile(file('json'), 'application/json', `${JSON.stringify(whole, null, 2)}\n`);
  }
  return true;
}
