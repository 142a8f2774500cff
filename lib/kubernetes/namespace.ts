/** Annotations of a Namespace by which admission adds a node selector to its Pods; the first decides over the second. */
export const NODE_SELECTOR_ANNOTATIONS = ['scheduler.alpha.kubernetes.io/node-selector', 'openshift.io/node-selector'] as const;
