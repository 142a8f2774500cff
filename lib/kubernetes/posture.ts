/** `securityContext` of a container, as far as Rollcall reads it. */
export interface ContainerSecurityContext {
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  capabilities?: { add?: string[]; drop?: string[] };
}

export interface VolumeMount {
  name: string;
  mountPath?: string;
  readOnly?: boolean;
}

/** A volume; of any kind but hostPath only its name is kept. */
export interface Volume {
  name: string;
  hostPath?: { path: string };
}

/** What a template says of its Pod's power over its Node; absent in Pods that are watched. */
export interface PodPosture {
  hostPID?: boolean;
  hostIPC?: boolean;
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number };
  volumes?: Volume[];
}

/** The same of one container, and that it has a readinessProbe. */
export interface ContainerPosture {
  securityContext?: ContainerSecurityContext;
  volumeMounts?: VolumeMount[];
  readinessProbe?: object;
}
