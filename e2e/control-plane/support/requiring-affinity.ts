/** The label that Nodes need for the Pods of such a namespace. */
export const REQUIRED_LABEL = 'test.rollcall.dev/required';

/** A policy by which the API server adds a node affinity to every Pod of this namespace, as some platforms do. */
export function requiringAffinity(namespace: string): readonly object[] {
  const value = `[{"key": "${REQUIRED_LABEL}", "operator": "Exists"}]`;
  const affinity = 'spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms';
  const add = `JSONPatch{op: "add", path: "/${affinity}/0/matchExpressions", value: ${value}}`;
  return policyFor(namespace, { when: 'has(object.spec.affinity)', patch: add });
}

/** A policy by which the API server takes the first toleration from every daemon Pod of this namespace. */
export function takingToleration(namespace: string): readonly object[] {
  return policyFor(namespace, {
    when: 'has(object.spec.affinity)',
    patch: 'JSONPatch{op: "remove", path: "/spec/tolerations/0"}',
  });
}

/** Pods to which the policy has nothing to say are annotated, so that one can see whether it is in force. */
function policyFor(namespace: string, { when, patch }: { readonly when: string; readonly patch: string }): readonly object[] {
  const name = `policy-of-${namespace}`;
  const annotate = `JSONPatch{op: "add", path: "/metadata/annotations", value: {"${REQUIRED_LABEL}": "no"}}`;
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
              expression: `${when} ? [${patch}] : [${annotate}]`,
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
