import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ControlPlane } from '../control-plane.ts';

const FLAGS = {
  'kube-apiserver': (plane: ControlPlane) => `--secure-port=${new URL(plane.url).port}`,
  'kube-controller-manager': (plane: ControlPlane) => `--kubeconfig=${plane.kubeconfig}`,
  kwok: (plane: ControlPlane) => `--kubeconfig=${plane.kubeconfig}`,
};

/** Stops a program of the control plane in its tracks: its connections stay, it answers nothing. Returns the thaw. */
export async function freeze(plane: ControlPlane, program: keyof typeof FLAGS): Promise<() => void> {
  const { stdout } = await promisify(execFile)('ps', ['-axwwo', 'pid=,args='], { maxBuffer: 16 << 20 });
  const words = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const found = words.find(([, path, ...flags]) => path?.endsWith(`/${program}`) && flags.includes(FLAGS[program](plane)));
  const pid = Number(found?.[0]);
  if (!(pid > 1)) throw new Error(`${program} does not run.`);
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}
