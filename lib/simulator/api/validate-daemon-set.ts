import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { labelValueFaults, qualifiedNameFaults } from '#lib/kubernetes/name-faults.ts';
import { type FieldCause, invalidValue, notSupported, required } from './api-errors.ts';
import { arrayOr, equalJson, type JsonObject, objectOr, objectsOf, stringMap, stringOr, valueAt } from './json.ts';
import { labelCauses } from './validate-metadata.ts';
import { negativeCauses, podSpecCauses } from './validate-pod-spec.ts';

/** Causes for a DaemonSet's spec. Mirrors kubernetes/kubernetes pkg/apis/apps/validation/validation.go ValidateDaemonSetSpec, v1.36. */
export function daemonSetCauses(spec: JsonObject): readonly FieldCause[] {
  const template = objectOr(spec.template);
  const podSpec = objectOr(template.spec);
  const restartPolicy = stringOr(podSpec.restartPolicy);
  return [
    ...(spec.selector === undefined
      ? [required('spec.selector')]
      : labelSelectorCauses(objectOr(spec.selector), 'spec.selector')),
    ...selectorCauses(spec, template),
    ...labelCauses(valueAt(template, 'metadata', 'labels'), 'spec.template.labels'),
    ...podSpecCauses(podSpec, 'spec.template.spec'),
    ...(restartPolicy === 'Always' ? [] : [notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always'])]),
    ...(podSpec.activeDeadlineSeconds === undefined
      ? []
      : [
          {
            reason: 'FieldValueForbidden',
            message: 'Forbidden: activeDeadlineSeconds in DaemonSet is not Supported',
            field: 'spec.template.spec.activeDeadlineSeconds',
          },
        ]),
    ...negativeCauses(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...strategyCauses(objectOr(spec.updateStrategy)),
    ...negativeCauses(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ];
}

/** Causes for a change of the selector. Mirrors ValidateDaemonSetSpecUpdate of the same file. */
export function daemonSetChangeCauses(old: JsonObject, next: JsonObject): readonly FieldCause[] {
  return equalJson(old.selector, next.selector)
    ? []
    : [invalidValue('spec.selector', next.selector ?? null, 'field is immutable')];
}

function selectorCauses(spec: JsonObject, template: JsonObject): readonly FieldCause[] {
  if (spec.selector === undefined) return [];
  const selector = objectOr(spec.selector);
  const labels = stringMap(valueAt(template, 'metadata', 'labels'));
  const matchLabels = stringMap(selector.matchLabels);
  const matchExpressions = objectsOf(selector.matchExpressions).map((requirement) => ({
    key: stringOr(requirement.key),
    operator: stringOr(requirement.operator),
    values: arrayOr(requirement.values).map(String),
  }));
  const empty = Object.keys(matchLabels).length + matchExpressions.length === 0;
  return [
    ...(matchesLabelSelector(labels, { matchLabels, matchExpressions })
      ? []
      : [
          invalidValue(
            'spec.template.metadata.labels',
            valueAt(template, 'metadata', 'labels') ?? null,
            '`selector` does not match template `labels`',
          ),
        ]),
    ...(empty ? [invalidValue('spec.selector', selector, 'empty selector is invalid for daemonset')] : []),
  ];
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Causes for a metav1.LabelSelector. Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go, v0.36. */
function labelSelectorCauses(selector: JsonObject, field: string): readonly FieldCause[] {
  return [
    ...labelCauses(selector.matchLabels, `${field}.matchLabels`),
    ...objectsOf(selector.matchExpressions).flatMap((requirement, index) => {
      const at = `${field}.matchExpressions[${index}]`;
      const operator = stringOr(requirement.operator);
      const values = arrayOr(requirement.values).map(String);
      return [
        ...(operator === 'In' || operator === 'NotIn'
          ? values.length === 0
            ? [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
            : []
          : OPERATORS.includes(operator)
            ? values.length > 0
              ? [
                  {
                    reason: 'FieldValueForbidden',
                    message: "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
                    field: `${at}.values`,
                  },
                ]
              : []
            : [invalidValue(`${at}.operator`, operator, 'not a valid selector operator')]),
        ...qualifiedNameFaults(stringOr(requirement.key)).map((text) => invalidValue(`${at}.key`, requirement.key ?? '', text)),
        ...values.flatMap((value, at2) =>
          labelValueFaults(value).map((text) => invalidValue(`${at}.values[${at2}]`, value, text)),
        ),
      ];
    }),
  ];
}

function strategyCauses(strategy: JsonObject): readonly FieldCause[] {
  if (strategy.type === 'OnDelete') return [];
  if (strategy.type !== 'RollingUpdate') return [notSupported('spec.updateStrategy', strategy, ['RollingUpdate', 'OnDelete'])];
  const at = 'spec.updateStrategy.rollingUpdate';
  const { maxUnavailable, maxSurge } = objectOr(strategy.rollingUpdate);
  const counts = [...countCauses(maxUnavailable, `${at}.maxUnavailable`), ...countCauses(maxSurge, `${at}.maxSurge`)];
  const [unavailable, surge] = [isAboveZero(maxUnavailable), isAboveZero(maxSurge)];
  if (unavailable && surge)
    return [...counts, invalidValue(`${at}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')];
  if (!unavailable && !surge) return [...counts, required(`${at}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')];
  return counts;
}

const PERCENT = /^[0-9]+%$/;
const isAboveZero = (value: unknown) => (typeof value === 'string' ? Number.parseInt(value, 10) || 0 : Number(value ?? 0)) !== 0;

function countCauses(value: unknown, field: string): readonly FieldCause[] {
  if (typeof value !== 'string') return negativeCauses(value, field);
  if (!PERCENT.test(value))
    return [
      invalidValue(
        field,
        value,
        `a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
      ),
    ];
  return Number.parseInt(value, 10) > 100 ? [invalidValue(field, value, 'must not be greater than 100%')] : [];
}
