import { labelNameFaults, labelValueFaults, qualifiedNameFaults } from '#lib/kubernetes/name-faults.ts';
import { duplicate, type FieldCause, invalidValue, notSupported, required } from './api-errors.ts';
import { type JsonObject, objectOr, objectsOf, stringMap, stringOr, valueAt } from './json.ts';
import { labelCauses } from './validate-metadata.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** Causes for a pod spec. Mirrors kubernetes/kubernetes pkg/apis/core/validation/validation.go ValidatePodSpec, v1.36. */
export function podSpecCauses(spec: JsonObject, field: string): readonly FieldCause[] {
  const containers = objectsOf(spec.containers);
  const restartPolicy = stringOr(spec.restartPolicy);
  return [
    ...volumeCauses(spec, `${field}.volumes`),
    ...(containers.length === 0 ? [required(`${field}.containers`)] : containerCauses(spec, containers, `${field}.containers`)),
    ...containerCauses(spec, objectsOf(spec.initContainers), `${field}.initContainers`),
    ...(RESTART_POLICIES.includes(restartPolicy)
      ? []
      : [notSupported(`${field}.restartPolicy`, restartPolicy, RESTART_POLICIES)]),
    ...labelCauses(spec.nodeSelector, `${field}.nodeSelector`),
    ...objectsOf(spec.tolerations).flatMap((toleration, index) => tolerationCauses(toleration, `${field}.tolerations[${index}]`)),
    ...negativeCauses(spec.terminationGracePeriodSeconds, `${field}.terminationGracePeriodSeconds`),
  ];
}

/** A cause when a number is below zero. */
export function negativeCauses(value: unknown, field: string): readonly FieldCause[] {
  return typeof value === 'number' && value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [];
}

function volumeCauses(spec: JsonObject, field: string): readonly FieldCause[] {
  const names = new Set<string>();
  return objectsOf(spec.volumes).flatMap((volume, index) => {
    const name = stringOr(volume.name);
    const at = `${field}[${index}].name`;
    const repeated = names.has(name);
    names.add(name);
    if (name === '') return [required(at)];
    return [...labelNameFaults(name).map((text) => invalidValue(at, name, text)), ...(repeated ? [duplicate(at, name)] : [])];
  });
}

function containerCauses(spec: JsonObject, containers: readonly JsonObject[], field: string): readonly FieldCause[] {
  const volumes = new Set(objectsOf(spec.volumes).map(({ name }) => stringOr(name)));
  const names = new Set<string>();
  return containers.flatMap((container, index) => {
    const at = `${field}[${index}]`;
    const name = stringOr(container.name);
    const repeated = names.has(name);
    names.add(name);
    const policy = stringOr(container.imagePullPolicy);
    return [
      ...(name === '' ? [required(`${at}.name`)] : labelNameFaults(name).map((text) => invalidValue(`${at}.name`, name, text))),
      ...(stringOr(container.image) === '' ? [required(`${at}.image`)] : []),
      ...objectsOf(container.ports).flatMap((port, portIndex) => portCauses(port, `${at}.ports[${portIndex}]`)),
      ...objectsOf(container.env).flatMap((variable, envIndex) =>
        stringOr(variable.name) === '' ? [required(`${at}.env[${envIndex}].name`)] : [],
      ),
      ...mountCauses(container, volumes, `${at}.volumeMounts`),
      ...(PULL_POLICIES.includes(policy) ? [] : [notSupported(`${at}.imagePullPolicy`, policy, PULL_POLICIES)]),
      ...quantityCauses(container, `${at}.resources`),
      ...(repeated ? [duplicate(`${at}.name`, name)] : []),
    ];
  });
}

function portCauses(port: JsonObject, at: string): readonly FieldCause[] {
  const isPort = (value: unknown) => typeof value === 'number' && value > 0 && value < 65_536;
  const range = 'must be between 1 and 65535, inclusive';
  const protocol = stringOr(port.protocol);
  return [
    ...(port.containerPort === undefined || port.containerPort === 0
      ? [required(`${at}.containerPort`)]
      : isPort(port.containerPort)
        ? []
        : [invalidValue(`${at}.containerPort`, port.containerPort, range)]),
    ...(port.hostPort === undefined || isPort(port.hostPort) ? [] : [invalidValue(`${at}.hostPort`, port.hostPort, range)]),
    ...(PROTOCOLS.includes(protocol) ? [] : [notSupported(`${at}.protocol`, protocol, PROTOCOLS)]),
  ];
}

function mountCauses(container: JsonObject, volumes: ReadonlySet<string>, field: string): readonly FieldCause[] {
  return objectsOf(container.volumeMounts).flatMap((mount, index) => {
    const name = stringOr(mount.name);
    const at = `${field}[${index}]`;
    return [
      ...(name === '' ? [required(`${at}.name`)] : volumes.has(name) ? [] : [notFoundValue(`${at}.name`, name)]),
      ...(stringOr(mount.mountPath) === '' ? [required(`${at}.mountPath`)] : []),
    ];
  });
}

const notFoundValue = (field: string, value: string): FieldCause => ({
  reason: 'FieldValueNotFound',
  message: `Not found: ${JSON.stringify(value)}`,
  field,
});

const QUANTITY = /^[+-]?(\d+|\d+\.\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

function quantityCauses(container: JsonObject, field: string): readonly FieldCause[] {
  return ['limits', 'requests'].flatMap((kind) =>
    Object.entries(objectOr(valueAt(container.resources, kind))).flatMap(([name, value]) =>
      QUANTITY.test(String(value))
        ? []
        : [
            invalidValue(
              `${field}.${kind}[${name}]`,
              value,
              "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
            ),
          ],
    ),
  );
}

/** Mirrors ValidateTolerations of the same file. */
function tolerationCauses(toleration: JsonObject, at: string): readonly FieldCause[] {
  const { key, operator, value, effect } = stringMap(toleration);
  return [
    ...(key ? qualifiedNameFaults(key).map((text) => invalidValue(`${at}.key`, key, text)) : []),
    ...(!key && operator !== 'Exists'
      ? [
          invalidValue(
            `${at}.operator`,
            operator ?? '',
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        ]
      : []),
    ...(toleration.tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalidValue(`${at}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set")]
      : []),
    ...operatorCauses(operator ?? '', value ?? '', at),
    ...(effect && !EFFECTS.includes(effect)
      ? [notSupported(`${at}.effect`, effect, ['NoExecute', 'NoSchedule', 'PreferNoSchedule'])]
      : []),
  ];
}

function operatorCauses(operator: string, value: string, at: string): readonly FieldCause[] {
  if (operator === 'Exists')
    return value === '' ? [] : [invalidValue(`${at}.operator`, value, "value must be empty when `operator` is 'Exists'")];
  if (operator !== '' && operator !== 'Equal') return [notSupported(`${at}.operator`, operator, ['Equal', 'Exists'])];
  const faults = labelValueFaults(value);
  return faults.length === 0 ? [] : [invalidValue(`${at}.operator`, value, faults.join(';'))];
}

/** Causes for the taints of a node. Mirrors validateNodeTaints of the same file. */
export function taintCauses(taints: unknown, field: string): readonly FieldCause[] {
  const seen = new Set<string>();
  return objectsOf(taints).flatMap((taint, index) => {
    const at = `${field}[${index}]`;
    const { key = '', value = '', effect = '' } = stringMap(taint);
    const repeated = seen.has(`${effect} ${key}`);
    seen.add(`${effect} ${key}`);
    const valueFaults = labelValueFaults(value);
    return [
      ...qualifiedNameFaults(key).map((text) => invalidValue(`${at}.key`, key, text)),
      ...(valueFaults.length === 0 ? [] : [invalidValue(`${at}.value`, value, valueFaults.join(';'))]),
      ...(effect === ''
        ? [required(`${at}.effect`)]
        : EFFECTS.includes(effect)
          ? []
          : [notSupported(`${at}.effect`, effect, EFFECTS)]),
      ...(repeated
        ? [
            {
              reason: 'FieldValueDuplicate',
              message: `Duplicate value: ${JSON.stringify(taint)}: taints must be unique by key and effect pair`,
              field: at,
            },
          ]
        : []),
    ];
  });
}
