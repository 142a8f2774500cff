/** The messages of warnings, posture and reach, with the kinds of their parameters. */
export const WARNING_MESSAGE_PARAMETERS = {
  // `by` names who keeps the manifest.
  'warning.managedBy': { by: 'string' },
  'warning.everyNode': { nodes: 'number', budget: 'string', configured: 'string' },
  'warning.brokenOutsideBudget': { nodes: 'number' },
  'warning.surgeHostPort': { ports: 'string' },
  'warning.noPriorityClass': {},
  'warning.noReadinessProbe': { containers: 'string' },
  'warning.noHistory': {},
  'warning.onDelete': {},
  'warning.boundedToleration': { toleration: 'string', seconds: 'number' },

  'posture.privileged': { container: 'string' },
  'posture.capabilities': { container: 'string', capabilities: 'string' },
  'posture.hostPID': {},
  'posture.hostIPC': {},
  'posture.hostNetwork': {},
  'posture.hostPathWritable': { path: 'string' },
  'posture.hostPathReadOnly': { path: 'string' },
  'posture.hostPorts': { ports: 'string' },
  'posture.mayBeRoot': { containers: 'string' },
  'posture.serviceAccount': { name: 'string' },
  'posture.registry': { registry: 'string', image: 'string' },
} as const;
