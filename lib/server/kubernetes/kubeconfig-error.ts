import 'server-only';

/** A kubeconfig that cannot be used: one sentence that names the file and, where it is known, the context and the field. */
export class KubeconfigError extends Error {
  constructor(source: string, problem: string) {
    super(`${source} ${problem}.`);
    this.name = 'KubeconfigError';
  }
}
