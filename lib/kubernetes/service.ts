import type { ObjectMeta } from './object-meta.ts';

export interface ServicePort {
  name?: string;
  port: number;
  protocol?: string;
  nodePort?: number;
}

/** A Service, reduced to the fields that Rollcall reads. */
export interface Service {
  metadata: ObjectMeta;
  spec: {
    selector?: Record<string, string>;
    type?: string;
    /** `None`: headless. */
    clusterIP?: string;
    ports?: ServicePort[];
    internalTrafficPolicy?: string;
    externalTrafficPolicy?: string;
    publishNotReadyAddresses?: boolean;
  };
}
