import { CONDITIONS, objectMeta } from './meta-shapes.ts';
import type { Shape } from './shape.ts';

/** The requirements of a selector. */
export const REQUIREMENTS: Shape = { list: { members: { key: 'string', operator: 'string', values: { list: 'string' } } } };

/** The part of node affinity that binds. */
export const NODE_AFFINITY: Shape = {
  members: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      members: { nodeSelectorTerms: { list: { members: { matchExpressions: REQUIREMENTS, matchFields: REQUIREMENTS } } } },
    },
  },
};

/** Tolerations of a Pod. */
export const TOLERATIONS: Shape = {
  list: {
    members: { key: 'string', operator: 'string', value: 'string', effect: 'string', tolerationSeconds: 'number' },
  },
};

const PORTS: Shape = { list: { members: { name: 'string', containerPort: 'number', hostPort: 'number', protocol: 'string' } } };
const RESOURCES: Shape = { members: { requests: 'strings', limits: 'strings' } };

function podSpec(container: Readonly<Record<string, Shape>>): Shape {
  const containers: Shape = {
    list: { members: { name: 'string', image: 'string', restartPolicy: 'string', ...container }, required: ['name'] },
  };
  return {
    members: {
      nodeName: 'string',
      nodeSelector: 'strings',
      affinity: { members: { nodeAffinity: NODE_AFFINITY } },
      tolerations: TOLERATIONS,
      hostNetwork: 'boolean',
      containers,
      initContainers: containers,
      terminationGracePeriodSeconds: 'number',
      priorityClassName: 'string',
      schedulerName: 'string',
    },
    required: ['containers'],
  };
}

/** What Rollcall reads of a Pod template. */
export const TEMPLATE: Shape = {
  members: {
    metadata: { members: { labels: 'strings', annotations: { only: ['kubectl.kubernetes.io/restartedAt'] } } },
    spec: podSpec({ ports: PORTS, resources: RESOURCES }),
  },
  required: ['spec'],
};

const CONTAINER_STATE: Shape = {
  members: {
    waiting: { members: { reason: 'string', message: 'string' } },
    running: { members: { startedAt: 'string' } },
    terminated: {
      members: {
        exitCode: 'number',
        signal: 'number',
        reason: 'string',
        message: 'string',
        startedAt: 'string',
        finishedAt: 'string',
      },
      required: ['exitCode'],
    },
  },
};

const CONTAINER_STATUSES: Shape = {
  list: {
    members: {
      name: 'string',
      ready: 'boolean',
      started: 'boolean',
      restartCount: 'number',
      state: CONTAINER_STATE,
      lastState: CONTAINER_STATE,
    },
    required: ['name', 'ready', 'restartCount'],
  },
};

/** What Rollcall reads of a Pod. Environments, volumes and commands are not. */
export const POD_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([]),
    spec: podSpec({}),
    status: {
      members: {
        phase: 'string',
        reason: 'string',
        message: 'string',
        podIP: 'string',
        hostIP: 'string',
        startTime: 'string',
        conditions: CONDITIONS,
        containerStatuses: CONTAINER_STATUSES,
        initContainerStatuses: CONTAINER_STATUSES,
      },
    },
  },
  required: ['metadata', 'spec', 'status'],
};
