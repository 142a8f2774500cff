import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ApiAccess, ApiClient } from '#lib/testing/contract/api-client.ts';
import { controlPlaneBinaries } from './binaries.ts';
import type { ControlPlane, ControlPlaneOptions } from './control-plane-contract.ts';
import { type User, writeCredentials, writeKubeconfig } from './credentials.ts';
import { countReady, postNodes } from './node-requests.ts';
import { fakeNode, type NodeOptions } from './nodes.ts';
import { freePorts, isFree } from './ports.ts';
import { ProcessGroup, type RunningProgram } from './process-group.ts';
import { apiServer, auditLog, certificates, controllerManager, etcd, kwok, type Layout, scheduler } from './programs.ts';
import { writeStages } from './stages.ts';

export type { ControlPlane, ControlPlaneOptions } from './control-plane-contract.ts';

const READY_WITHIN_MS = 60_000;
const POLL_MS = 50;
const NODES_POLL_MS = 500; // A thousand Nodes are megabytes of JSON.

/**
 * Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler and KWOK on loopback, building them first when
 * they are not in the cache. Everything ends with this process, whatever ends it.
 * Throws when Go is missing, a build fails, a port is taken or a program does not become ready.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const say = options.say ?? (() => undefined);
  if (options.port !== undefined && !(await isFree(options.port))) throw new Error(`Port ${options.port} is taken.`);
  const binaries = await controlPlaneBinaries(say);
  const group = await ProcessGroup.open();
  try {
    const [etcdClient = 0, etcdPeer = 0, chosen = 0] = await freePorts(3);
    const layout: Layout = {
      folder: group.folder,
      binaries,
      credentials: await writeCredentials(group.folder),
      ports: { apiServer: options.port ?? chosen, etcdClient, etcdPeer },
      kubeconfig: path.join(group.folder, 'kubeconfig'),
      featureGates: options.featureGates ?? '',
      admissionPlugins: options.admissionPlugins ?? '',
      auditPolicy: options.audit ? path.join(import.meta.dirname, `${options.audit}.audit-policy.yaml`) : '',
    };
    say('starting the control plane …');
    const plane = new RunningControlPlane(group, layout, options);
    await plane.start();
    if (options.nodes) {
      say(`creating ${options.nodes} nodes …`);
      await plane.createNodes(options.nodes);
    }
    return plane;
  } catch (error) {
    await group.close();
    throw error;
  }
}

class RunningControlPlane implements ControlPlane {
  readonly url: string;
  readonly kubeconfig: string;
  readonly viewerKubeconfig: string;
  readonly auditLog: string;
  readonly #group: ProcessGroup;
  readonly #layout: Layout;
  readonly #nodeOptions: NodeOptions;
  #apiServer: RunningProgram | undefined;
  #certificateAuthority = '';
  #client: ApiClient | undefined;
  #nodes = 0;

  constructor(group: ProcessGroup, layout: Layout, nodeOptions: NodeOptions) {
    this.#group = group;
    this.#layout = layout;
    this.#nodeOptions = nodeOptions;
    this.url = `https://127.0.0.1:${layout.ports.apiServer}`;
    this.kubeconfig = layout.kubeconfig;
    this.viewerKubeconfig = path.join(layout.folder, 'kubeconfig-viewer');
    this.auditLog = auditLog(layout.folder);
  }

  get crashed(): Promise<never> {
    return this.#group.crashed;
  }

  get access(): ApiAccess {
    return this.#accessOf(this.#layout.credentials.users.admin);
  }

  get viewer(): ApiAccess {
    return this.#accessOf(this.#layout.credentials.users.viewer);
  }

  async start(): Promise<void> {
    const layout = this.#layout;
    this.#group.start(...etcd(layout));
    await this.startApiServer();
    const { admin, viewer } = layout.credentials.users;
    const certificate = this.#certificateFile();
    await writeKubeconfig(this.kubeconfig, { url: this.url, user: admin, certificate });
    await writeKubeconfig(this.viewerKubeconfig, { url: this.url, user: viewer, certificate });
    this.#group.start(...controllerManager(layout));
    this.#group.start(...scheduler(layout));
    this.#group.start(...kwok(layout, await writeStages(path.join(layout.folder, 'stages'))));
    // The controllers work from the moment that the default namespace has its service account.
    await this.#eventually('the controllers', () => this.#answers('/api/v1/namespaces/default/serviceaccounts/default'));
  }

  async startApiServer(): Promise<void> {
    this.#apiServer = this.#group.start(...apiServer(this.#layout));
    await this.#eventually('kube-apiserver', async () => {
      this.#certificateAuthority ||= await readFile(this.#certificateFile(), 'utf8').catch(() => '');
      return this.#certificateAuthority !== '' && (await this.#answers('/readyz'));
    });
  }

  async stopApiServer(): Promise<void> {
    await this.#apiServer?.stop();
    this.#client?.close();
  }

  async kubectl(kubectlArguments: readonly string[]): Promise<string> {
    const programArguments = ['--kubeconfig', this.kubeconfig, ...kubectlArguments];
    const { stdout } = await promisify(execFile)(this.#layout.binaries.kubectl, programArguments, { maxBuffer: 256 << 20 });
    return stdout;
  }

  async createNodes(count: number): Promise<void> {
    const first = this.#nodes;
    this.#nodes += count;
    const nodes = Array.from({ length: count }, (_, index) => fakeNode(first + index, this.#nodeOptions));
    await postNodes(this.#api(), nodes);
    const names = new Set(nodes.map((node) => node.metadata.name));
    await this.#eventually(`${count} nodes`, async () => (await countReady(this.#api(), names)) === count, NODES_POLL_MS);
  }

  async deleteNode(name: string): Promise<void> {
    const answer = await this.#api().delete(`/api/v1/nodes/${encodeURIComponent(name)}`);
    if (answer.status !== 200) throw new Error(`Node ${name} was not deleted: ${JSON.stringify(answer.body)}`);
  }

  async stop(): Promise<void> {
    this.#client?.close();
    await this.#group.close();
  }

  async #answers(requestPath: string): Promise<boolean> {
    // Refused connections are what waiting for a start looks like.
    const status = await this.#api()
      .get(requestPath)
      .then((answer) => answer.status)
      .catch(() => 0);
    return status === 200;
  }

  async #eventually(what: string, condition: () => Promise<boolean>, pollMs = POLL_MS): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await Promise.race([condition(), this.#group.crashed]))) {
      if (Date.now() > deadline) throw new Error(`Not ready after ${READY_WITHIN_MS / 1_000} s: ${what}.`);
      await pause(pollMs);
    }
  }

  #api(): ApiClient {
    if (this.#client?.access.certificateAuthority !== this.#certificateAuthority) {
      this.#client?.close();
      this.#client = new ApiClient(this.access);
    }
    this.#client ??= new ApiClient(this.access);
    return this.#client;
  }

  #accessOf(user: User): ApiAccess {
    return { url: this.url, certificateAuthority: this.#certificateAuthority, token: user.token };
  }

  #certificateFile(): string {
    return path.join(certificates(this.#layout.folder), 'apiserver.crt');
  }
}
