/** The label that Nodes need for the Pods of such a namespace. */
export const REQUIRED_LABEL = 'test.rollcall.dev/required';

/** A policy by which the API server adds a node affinity to every Pod of this namespace, as some platforms do. */
export function requiringAffinity(namespace: string): readonly object[] {
  const name = `affinity-of-${namespace}`;
  const value = `[{"key": "${REQUIRED_LABEL}", "operator": "Exists"}]`;
  const affinity = 'spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms';
  const hasTerm = 'has(object.spec.affinity)';
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      metadata: { name },
      spec: {
        matchConstraints: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
        },
        failurePolicy: 'Fail',
        reinvocationPolicy: 'Never',
        mutations: [
          {
            patchType: 'JSONPatch',
            jsonPatch: {
              expression: `${hasTerm} ? [JSONPatch{op: "add", path: "/${affinity}/0/matchExpressions", value: ${value}}] : [JSONPatch{op: "add", path: "/metadata/annotations", value: {"${REQUIRED_LABEL}": "no"}}]`,
            },
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name },
    },
  ];
}
