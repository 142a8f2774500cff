import { CONDITIONS, objectMeta } from './meta-shapes.ts';
import { MIRROR_POD_ANNOTATION } from './pod.ts';
import { CONTAINER_POSTURE, POD_POSTURE } from './posture-shapes.ts';
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

const PORTS: Shape = {
  list: { members: { name: 'string', containerPort: 'number', hostPort: 'number', hostIP: 'string', protocol: 'string' } },
};
const STARTUP_PROBE: Shape = { members: { initialDelaySeconds: 'number', periodSeconds: 'number', failureThreshold: 'number' } };
const RESOURCES: Shape = { members: { requests: 'strings', limits: 'strings' } };

function podSpec(container: Readonly<Record<string, Shape>>, more: Readonly<Record<string, Shape>> = {}): Shape {
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
      ...more,
    },
    required: ['containers'],
  };
}

/** What Rollcall reads of a Pod template. */
export const TEMPLATE: Shape = {
  members: {
    metadata: { members: { labels: 'strings', annotations: { only: ['kubectl.kubernetes.io/restartedAt'] } } },
    spec: podSpec(
      { ports: PORTS, resources: RESOURCES, startupProbe: STARTUP_PROBE, ...CONTAINER_POSTURE },
      { resources: RESOURCES, ...POD_POSTURE },
    ),
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

function containerStatuses(more: Readonly<Record<string, Shape>>): Shape {
  return {
    list: {
      members: {
        name: 'string',
        imageID: 'string',
        ready: 'boolean',
        started: 'boolean',
        restartCount: 'number',
        state: CONTAINER_STATE,
        lastState: CONTAINER_STATE,
        ...more,
      },
      required: ['name', 'ready', 'restartCount'],
    },
  };
}

function pod(metadata: Shape, spec: Shape, statuses: Shape): Shape {
  return {
    members: {
      apiVersion: 'string',
      kind: 'string',
      metadata,
      spec,
      status: {
        members: {
          phase: 'string',
          reason: 'string',
          message: 'string',
          podIP: 'string',
          hostIP: 'string',
          startTime: 'string',
          conditions: CONDITIONS,
          containerStatuses: statuses,
          initContainerStatuses: statuses,
        },
      },
    },
    required: ['metadata', 'spec', 'status'],
  };
}

/** What Rollcall watches of a Pod. Environments, volumes and commands are not, nor what only one Node's room is told by. */
export const POD_SHAPE: Shape = pod(objectMeta([]), podSpec({}), containerStatuses({}));

/** What Rollcall reads of a Pod on demand: also what it asks for, its ports and its priority. */
export const FULL_POD_SHAPE: Shape = pod(
  objectMeta([MIRROR_POD_ANNOTATION]),
  podSpec({ ports: PORTS, resources: RESOURCES }, { resources: RESOURCES, priority: 'number', overhead: 'strings' }),
  containerStatuses({ allocatedResources: 'strings', resources: RESOURCES }),
);
