import { CHANGE_CAUSE_ANNOTATION, OWNER_ANNOTATIONS, PAUSED_ANNOTATION, TEMPLATE_GENERATION_ANNOTATION } from './daemon-set.ts';
import { CONDITIONS, objectMeta } from './meta-shapes.ts';
import { NODE_SELECTOR_ANNOTATIONS } from './namespace.ts';
import { REQUIREMENTS, TEMPLATE } from './pod-shapes.ts';
import type { Shape } from './shape.ts';

/** What Rollcall reads of a Namespace. */
export const NAMESPACE_SHAPE: Shape = {
  members: { apiVersion: 'string', kind: 'string', metadata: objectMeta(NODE_SELECTOR_ANNOTATIONS) },
  required: ['metadata'],
};

/** What Rollcall reads of a Service. */
export const SERVICE_SHAPE: Shape = {
  members: {
    metadata: objectMeta([]),
    spec: {
      members: {
        selector: 'strings',
        type: 'string',
        clusterIP: 'string',
        internalTrafficPolicy: 'string',
        externalTrafficPolicy: 'string',
        publishNotReadyAddresses: 'boolean',
        ports: {
          list: { members: { name: 'string', port: 'number', protocol: 'string', nodePort: 'number' }, required: ['port'] },
        },
      },
    },
  },
  required: ['metadata', 'spec'],
};

/** What Rollcall reads of a Node. Heartbeats and the list of images are not. */
export const NODE_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([]),
    spec: {
      members: {
        unschedulable: 'boolean',
        providerID: 'string',
        taints: {
          list: { members: { key: 'string', value: 'string', effect: 'string', timeAdded: 'string' }, required: ['key'] },
        },
      },
    },
    status: {
      members: {
        conditions: CONDITIONS,
        addresses: { list: { members: { type: 'string', address: 'string' } } },
        allocatable: 'strings',
        capacity: 'strings',
        nodeInfo: {
          members: { kubeletVersion: 'string', osImage: 'string', architecture: 'string', operatingSystem: 'string' },
        },
      },
    },
  },
  required: ['metadata', 'spec', 'status'],
};

/** What Rollcall reads of a DaemonSet. */
export const DAEMON_SET_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([TEMPLATE_GENERATION_ANNOTATION, PAUSED_ANNOTATION, CHANGE_CAUSE_ANNOTATION, ...OWNER_ANNOTATIONS]),
    spec: {
      members: {
        selector: { members: { matchLabels: 'strings', matchExpressions: REQUIREMENTS } },
        template: TEMPLATE,
        minReadySeconds: 'number',
        revisionHistoryLimit: 'number',
        updateStrategy: {
          members: { type: 'string', rollingUpdate: { members: { maxUnavailable: 'scalar', maxSurge: 'scalar' } } },
        },
      },
      required: ['selector', 'template'],
    },
    status: {
      members: {
        currentNumberScheduled: 'number',
        numberMisscheduled: 'number',
        desiredNumberScheduled: 'number',
        numberReady: 'number',
        observedGeneration: 'number',
        updatedNumberScheduled: 'number',
        numberAvailable: 'number',
        numberUnavailable: 'number',
        collisionCount: 'number',
      },
    },
  },
  required: ['metadata', 'spec'],
};

/** What Rollcall reads of a ControllerRevision, apart from its data. */
export const CONTROLLER_REVISION_SHAPE: Shape = {
  members: {
    apiVersion: 'string',
    kind: 'string',
    metadata: objectMeta([CHANGE_CAUSE_ANNOTATION]),
    revision: 'number',
  },
  required: ['metadata', 'revision'],
};

/** What Rollcall reads of a ControllerRevision's data. */
export const REVISION_DATA_SHAPE: Shape = { members: { spec: { members: { template: TEMPLATE } } } };
