/**
 * What changed from one template to another, with the kinds of the parameters. `change` is `added`, `removed` or `changed`;
 * of `before` and `after` the one that there is not is ''. `field` and `list` are paths as the API spells them.
 */
export const TEMPLATE_DIFF_MESSAGE_PARAMETERS = {
  'diff.image': { container: 'string', before: 'string', after: 'string', change: 'string' },
  // `kind` is `container`, `init` or `ephemeral`.
  'diff.container': { kind: 'string', container: 'string', image: 'string', change: 'string' },
  // Values of environment variables are never told.
  'diff.env': { container: 'string', name: 'string', change: 'string' },
  'diff.envFrom': { container: 'string', source: 'string', change: 'string' },
  // `list` is `args` or `command`.
  'diff.word': { container: 'string', list: 'string', word: 'string', change: 'string' },
  'diff.port': { container: 'string', port: 'string', change: 'string' },
  'diff.mount': { container: 'string', mountPath: 'string', volume: 'string', change: 'string' },
  'diff.containerField': { container: 'string', field: 'string', before: 'string', after: 'string', change: 'string' },
  'diff.volume': { volume: 'string', source: 'string', change: 'string' },
  'diff.volumeField': { volume: 'string', field: 'string', before: 'string', after: 'string', change: 'string' },
  'diff.toleration': { toleration: 'string', change: 'string' },
  'diff.nodeSelector': { key: 'string', before: 'string', after: 'string', change: 'string' },
  'diff.label': { key: 'string', before: 'string', after: 'string', change: 'string' },
  'diff.annotation': { key: 'string', before: 'string', after: 'string', change: 'string' },
  'diff.restarted': { at: 'string' },
  'diff.serviceAccount': { before: 'string', after: 'string', change: 'string' },
  'diff.priorityClass': { before: 'string', after: 'string', change: 'string' },
  'diff.order': { list: 'string' },
  'diff.field': { field: 'string', before: 'string', after: 'string', change: 'string' },
} as const;
