/** The messages of acts, below `act`: what happens, what comes next, what could go wrong; with the kinds of their parameters. */
export const ACT_MESSAGE_PARAMETERS = {
  'act.alreadySo': {},
  // A dry run asked the API server about `checked` of the `count` objects.
  'act.checked': { checked: 'number', count: 'number' },

  'act.deletesStale': { pods: 'number', nodes: 'number' },
  'act.nothingStale': {},
  'act.nodesWithoutStale': { nodes: 'number' },
  'act.createsAnew': { nodes: 'number' },
  'act.notCreatedAgain': { nodes: 'number' },
  'act.rollingBeside': { limit: 'number', budget: 'string' },
  'act.onDeleteByHand': {},
  'act.deletesPod': { pod: 'string', node: 'string' },
  'act.deletesPods': { pods: 'number', nodes: 'number' },
  'act.evictsPod': { pod: 'string', node: 'string' },
  // `allowed` disruptions that the PodDisruptionBudget `budget` allows now.
  'act.evictionAllowed': { budget: 'string', allowed: 'number' },
  'act.ownerCreatesAnew': { kind: 'string', name: 'string' },

  'act.restarts': {},
  'act.undoes': { revision: 'number' },
  // `budget` names the field of the update strategy.
  'act.replacesPods': { nodes: 'number', limit: 'number', budget: 'string' },
  'act.keepsPods': { nodes: 'number' },
  'act.pauses': { stale: 'number' },
  'act.remembers': { maxUnavailable: 'string', maxSurge: 'string' },
  'act.resumes': { maxUnavailable: 'string', maxSurge: 'string' },
  'act.setsBudget': { budget: 'string', value: 'string', limit: 'number', desired: 'number' },
  'act.setsRemembered': { budget: 'string', value: 'string' },

  'act.cordons': { node: 'string' },
  'act.uncordons': { node: 'string' },
  // `names` are the first of the DaemonSets as `namespace/name`.
  'act.daemonSetsGain': { count: 'number', names: 'string' },
  'act.daemonSetsLose': { count: 'number', names: 'string' },
  'act.noDaemonSetMoves': {},
  'act.deletesNode': { node: 'string' },
  'act.podsGoWithNode': { pods: 'number', others: 'number' },

  'act.deletesInBackground': { pods: 'number' },
  'act.deletesInForeground': { pods: 'number' },
  'act.orphansPods': { pods: 'number' },
  'act.orphansAdopted': {},
  'act.historyGoes': { revisions: 'number' },
  'act.clearsSelector': { namespace: 'string', annotation: 'string', value: 'string' },
  'act.selectorFreesNodes': { nodes: 'number' },

  'act.overBudget': { nodes: 'number', limit: 'number', budget: 'string' },
  'act.everyNode': { nodes: 'number' },
  'act.brokenOutsideBudget': { nodes: 'number' },
  'act.onDelete': { nodes: 'number' },
  // `by` names who keeps the manifest, e.g. `Argo CD`, `Helm release logging`.
  'act.managedBy': { by: 'string' },
  'act.notObserved': { generation: 'number', observedGeneration: 'number' },
  'act.viewOld': { since: 'string' },
  'act.force': { pod: 'string', node: 'string' },
  'act.forcePods': { pods: 'number' },
  // Waves take fewer at a time, wait for the new Pods and can be stopped.
  'act.manyAtOnce': { pods: 'number' },
  'act.unmanagedPod': { pod: 'string' },
  'act.evictionWaits': { budget: 'string' },
  'act.severalBudgets': { budgets: 'string' },
  'act.budgetsUnknown': { namespace: 'string' },
  'act.surgeHostPort': {},
  'act.nodeIsReady': { node: 'string' },
  'act.registersAgain': { node: 'string' },
  'act.selectorOfNamespace': { namespace: 'string' },
  'act.otherSelector': { annotation: 'string', value: 'string' },
} as const satisfies Record<string, Readonly<Record<string, 'string' | 'number'>>>;
