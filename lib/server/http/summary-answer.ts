import 'server-only';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { DaemonSetDetail, Summary } from '#lib/rollout/summary.ts';
import { english } from './english.ts';

/** A Summary for scripts: sentences in English, their codes beside them, and the object's own `status`. */
export function summaryAnswer(summary: Summary, daemonSet: DaemonSet | undefined) {
  const { reason, sentence, ...rest } = summary;
  return {
    ...rest,
    reason: english(reason),
    sentence: english(sentence),
    messages: { reason, sentence },
    status: daemonSet?.status ?? {},
  };
}

/** One DaemonSet for scripts: its warnings in English too. */
export function detailAnswer(detail: DaemonSetDetail, daemonSet: DaemonSet) {
  const warnings = detail.warnings.map((warning) => ({ ...warning, text: english(warning) }));
  return { ...summaryAnswer(detail, daemonSet), warnings };
}
