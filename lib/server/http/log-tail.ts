import 'server-only';
import type { PodLogRequest, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { LOG_BYTES } from '#lib/server/kubernetes/read-operations.ts';

const USUAL_LINES = 500;
const FEWER = 8;

/**
 * The end of a log. The API server stops after so many bytes from the first of the lines that are asked for, so that of long
 * lines the newest are missing: then fewer lines are asked for, down to one. Throws KubernetesApiError.
 */
export async function readLogTail(
  operations: Pick<ReadOperations, 'readPodLog'>,
  { namespace, pod }: { readonly namespace: string; readonly pod: string },
  request: PodLogRequest,
): Promise<string> {
  const text = await operations.readPodLog(namespace, pod, request);
  const { tailLines = USUAL_LINES } = request;
  if (tailLines === 1 || Buffer.byteLength(text) < LOG_BYTES) return text;
  return readLogTail(operations, { namespace, pod }, { ...request, tailLines: Math.max(1, Math.floor(tailLines / FEWER)) });
}
