import 'server-only';
import path from 'node:path';
import type { ExecPlugin } from './cluster-context.ts';

export interface ExecPermission {
  readonly homeDirectory: string;
  /** --allow-exec: plug-ins as their kubeconfig names them, or by the path that this means. */
  readonly allowExec?: readonly string[] | undefined;
}

/**
 * Why the plug-in of this kubeconfig is not run, or null when it may be. A kubeconfig is a program in disguise: what stands
 * in ~/.kube is the user's own, as for kubectl, but one that came with a repository or a download runs nothing unless
 * its plug-in is allowed by name. As kubectl's credentialPluginPolicy, v1.35.
 */
export function whyNotRun(
  { command }: Pick<ExecPlugin, 'command'>,
  file: string,
  { homeDirectory, allowExec = [] }: ExecPermission,
): string | null {
  const own = path.join(homeDirectory, '.kube') + path.sep;
  if (path.resolve(file).startsWith(own) || allowExec.includes(command)) return null;
  const shown = JSON.stringify(command.slice(0, 200));
  return `its exec plug-in ${shown} would run with your rights and stands in a file outside of ~/.kube; allow it with --allow-exec ${shown}`;
}
