import path from 'node:path';
import type { Binaries } from './binaries.ts';
import type { CredentialFiles } from './credentials.ts';

/** What the command lines of one control plane have in common. */
export interface Layout {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly credentials: CredentialFiles;
  readonly ports: { readonly apiServer: number; readonly etcdClient: number; readonly etcdPeer: number };
  readonly kubeconfig: string;
  readonly featureGates: string;
  readonly admissionPlugins: string;
  /** Path of the audit policy, or empty. */
  readonly auditPolicy: string;
}

/** A program's name, its path and its arguments. */
export type CommandLine = readonly [name: string, program: string, programArguments: readonly string[]];

// The defaults would take minutes for a thousand daemon Pods.
const CLIENT_RATES = ['--kube-api-qps', '2000', '--kube-api-burst', '4000'];

/** etcd, in memory as far as it can be: a power cut may lose it. */
export function etcd({ folder, binaries, ports }: Layout): CommandLine {
  const client = `http://127.0.0.1:${ports.etcdClient}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    'etcd',
    binaries.etcd,
    [
      '--name=rollcall',
      `--data-dir=${path.join(folder, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=rollcall=${peer}`,
      '--unsafe-no-fsync',
      '--quota-backend-bytes=8589934592',
      '--log-level=warn',
    ],
  ];
}

/** The API server, with its own certificate, token users and RBAC. */
export function apiServer(layout: Layout): CommandLine {
  const { folder, binaries, ports, credentials, featureGates, admissionPlugins, auditPolicy } = layout;
  return [
    'kube-apiserver',
    binaries.kubeApiServer,
    [
      `--secure-port=${ports.apiServer}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--cert-dir=${certificates(folder)}`,
      `--etcd-servers=http://127.0.0.1:${ports.etcdClient}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${credentials.serviceAccountKey}`,
      `--service-account-signing-key-file=${credentials.serviceAccountKey}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      `--token-auth-file=${credentials.tokens}`,
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
      '--profiling=false',
      ...(auditPolicy ? [`--audit-policy-file=${auditPolicy}`, `--audit-log-path=${auditLog(folder)}`] : []),
      ...(admissionPlugins ? [`--enable-admission-plugins=${admissionPlugins}`] : []),
      ...(featureGates ? [`--feature-gates=${featureGates}`] : []),
    ],
  ];
}

/** The controllers, without those that need a cloud, node addresses or a bootstrap. */
export function controllerManager({ binaries, credentials, kubeconfig, featureGates }: Layout): CommandLine {
  return [
    'kube-controller-manager',
    binaries.kubeControllerManager,
    [
      `--kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      '--secure-port=0',
      '--leader-elect=false',
      '--controllers=*,-nodeipam,-bootstrapsigner,-tokencleaner',
      `--service-account-private-key-file=${credentials.serviceAccountKey}`,
      '--use-service-account-credentials=false',
      // Simulated Nodes renew no Lease.
      '--node-monitor-grace-period=24h',
      ...CLIENT_RATES,
      ...(featureGates ? [`--feature-gates=${featureGates}`] : []),
    ],
  ];
}

/** The scheduler. */
export function scheduler({ binaries, kubeconfig, featureGates }: Layout): CommandLine {
  return [
    'kube-scheduler',
    binaries.kubeScheduler,
    [
      `--kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      '--secure-port=0',
      '--leader-elect=false',
      ...CLIENT_RATES,
      ...(featureGates ? [`--feature-gates=${featureGates}`] : []),
    ],
  ];
}

/** KWOK, the kubelet of every Node that carries its annotation. A plain binary has no stages built in. */
export function kwok({ binaries, kubeconfig }: Layout, stages: readonly string[]): CommandLine {
  return [
    'kwok',
    binaries.kwok,
    [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=false',
      '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
      '--node-lease-duration-seconds=0',
      '--v=WARN',
      '--cidr=10.128.0.0/10',
      ...stages.map((file) => `--config=${file}`),
    ],
  ];
}

/** The file in which the API server notes what its audit policy asks for. */
export function auditLog(folder: string): string {
  return path.join(folder, 'audit.log');
}

/** The folder in which the API server makes its certificate, apiserver.crt. */
export function certificates(folder: string): string {
  return path.join(folder, 'certificates');
}
