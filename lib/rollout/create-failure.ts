import { uncombined } from './event-text.ts';
import type { Message } from './message.ts';
import { type ModelMessageCode, modelMessage } from './message-codes.ts';

type Words = Readonly<Record<string, string>>;

interface Refusal {
  readonly form: RegExp;
  readonly cause: (words: Words) => Message;
}

const TEXTS = (code: 'problem.quotaScope' | 'problem.limitRange' | 'problem.invalidPod' | 'problem.securityContext') =>
  ((words) => modelMessage(code, { text: words.text ?? '' })) satisfies Refusal['cause'];

const NAMES = (code: 'problem.serviceAccount' | 'problem.priorityClass' | 'problem.runtimeClass') =>
  ((words) => modelMessage(code, { name: words.name ?? '' })) satisfies Refusal['cause'];

const PLAIN =
  (
    code: Extract<
      ModelMessageCode,
      'problem.nodeSelectorConflict' | 'problem.selectorWhitelist' | 'problem.tolerationsWhitelist' | 'problem.namespaceEnding'
    >,
  ) =>
  () =>
    modelMessage(code, {});

/**
 * The words of admission, first match first. They stand in kubernetes/apiserver v0.36 pkg/admission/plugin
 * (resourcequota/controller.go, webhook/errors/statuserror.go, policy/validating/plugin.go, namespace/lifecycle),
 * pkg/util/webhook/error.go, pod-security-admission v0.36 admission/admission.go, kubernetes/kubernetes v1.36
 * plugin/pkg/admission (limitranger, serviceaccount, priority, runtimeclass, podnodeselector, podtolerationrestriction), and OpenShift's SCC admission.
 */
const REFUSALS: readonly Refusal[] = [
  {
    form: /exceeded quota: (?<quota>[^,]+), requested: (?<requested>\S+), used: (?<used>\S+), limited: (?<limited>\S+)/,
    cause: ({ quota = '', requested = '', used = '', limited = '' }) =>
      modelMessage('problem.quota', { quota, requested: listed(requested), used: listed(used), limited: listed(limited) }),
  },
  {
    form: /failed quota: (?<quota>[^:]+): (?<text>.+)$/s,
    cause: ({ quota = '', text = '' }) => modelMessage('problem.quotaNeeds', { quota, text }),
  },
  { form: /(?<text>insufficient quota to .+)$/s, cause: TEXTS('problem.quotaScope') },
  {
    form: /admission webhook "(?<webhook>[^"]+)" denied the request(?:: (?<text>.*)| (?<rest>.*))?$/s,
    cause: ({ webhook = '', text, rest }) => modelMessage('problem.webhook', { webhook, text: text ?? rest ?? '' }),
  },
  {
    form: /failed calling webhook "(?<webhook>[^"]+)"(?:[:;] (?<text>.*))?$/s,
    cause: ({ webhook = '', text = '' }) => modelMessage('problem.webhookSilent', { webhook, text }),
  },
  {
    form: /ValidatingAdmissionPolicy '(?<policy>[^']+)'(?: with binding '[^']*')? denied request: (?<text>.*)$/s,
    cause: ({ policy = '', text = '' }) => modelMessage('problem.admissionPolicy', { policy, text }),
  },
  {
    form: /violates PodSecurity "(?<level>[^"]+)": (?<text>.*)$/s,
    cause: ({ level = '', text = '' }) => modelMessage('problem.podSecurity', { level, text }),
  },
  { form: /unable to validate against any security context constraint: (?<text>.*)$/s, cause: TEXTS('problem.securityContext') },
  {
    form: /(?<text>\[?(?:(?:minimum|maximum) \S+ usage per|\S+ max limit to request ratio per) .*)$/s,
    cause: TEXTS('problem.limitRange'),
  },
  { form: /error looking up service account [^/\s]+\/(?<name>[^:\s]+):/, cause: NAMES('problem.serviceAccount') },
  { form: /no PriorityClass with name (?<name>\S+) was found/, cause: NAMES('problem.priorityClass') },
  { form: /RuntimeClass "(?<name>[^"]+)" not found/, cause: NAMES('problem.runtimeClass') },
  {
    form: /pod node label selector conflicts with its (?:namespace|project)/,
    cause: PLAIN('problem.nodeSelectorConflict'),
  },
  {
    form: /pod node label selector labels conflict with its namespace whitelist/,
    cause: PLAIN('problem.selectorWhitelist'),
  },
  { form: /pod tolerations .*conflict with its namespace whitelist/, cause: PLAIN('problem.tolerationsWhitelist') },
  { form: /because it is being terminated/, cause: PLAIN('problem.namespaceEnding') },
  { form: /^Pod "[^"]*" is invalid: (?<text>.*)$/s, cause: TEXTS('problem.invalidPod') },
];

/**
 * Why a Pod was refused before it existed, from the message of the DaemonSet controller's event FailedCreate, as a message
 * below `problem`. Words that are not known stay verbatim.
 */
export function createFailure(message: string): Message {
  const text = uncombined(message).replace(/^Error creating: /, '');
  for (const { form, cause } of REFUSALS) {
    const found = form.exec(text);
    if (found !== null) {
      return cause(found.groups ?? {});
    }
  }
  return modelMessage('problem.refused', { text });
}

function listed(amounts: string): string {
  return amounts.replaceAll(',', ', ');
}
