import 'server-only';
import fs from 'node:fs';
import path from 'node:path';
import type { FileOrData } from './cluster-context.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';

const MAX_BYTES = 1024 * 1024;

/** Inline data decides over a file, as in kubectl; relative files are meant from the folder of the kubeconfig `from`. */
export function fileOrData(from: string, file: string | undefined, data: string | undefined): FileOrData | undefined {
  if (data) return { data: Buffer.from(data, 'base64').toString('utf8') };
  return file ? { file: path.resolve(path.dirname(from), file) } : undefined;
}

/**
 * Why the file that is named cannot be used, or undefined; data always can. A wrong file is named at the start, as
 * kubectl does: kubernetes/client-go tools/clientcmd/validation.go, v0.36.
 */
export function whyUnreadable(source: FileOrData): string | undefined {
  try {
    readFileOrData(source);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof KubernetesApiError) return thrown.message.replace(/\.$/, '');
    throw thrown;
  }
}

/** The text of either; the file as it is now. Throws KubernetesApiError `credentials` naming the file. */
export function readFileOrData(source: FileOrData): string {
  if ('data' in source) return source.data;
  try {
    if (fs.statSync(source.file).size > MAX_BYTES)
      throw new KubernetesApiError('credentials', `${source.file} is larger than 1 MiB.`);
    return fs.readFileSync(source.file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof KubernetesApiError) throw thrown;
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown error';
    throw new KubernetesApiError('credentials', `${source.file} cannot be read (${code}).`);
  }
}
