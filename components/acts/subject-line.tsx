import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { type Intent, NODE_ACTS } from './intent.ts';
import type { Subject } from './subject.ts';

/** Which object an act is about: kind, namespace, name and uid, so that no other of a similar name passes for it. */
export function SubjectLine({ subject, intent }: { readonly subject: Subject; readonly intent: Intent }) {
  const { kind, namespace, name, uid } = nameOf(subject, intent);
  return (
    <p className="mb-3 flex min-w-0 flex-wrap items-center gap-x-2 font-mono text-xs text-mute">
      <span className="font-sans">{kind}</span>
      <b className="flex min-w-0 items-center gap-1 text-ink">
        <MiddleText text={namespace === null ? name : `${namespace}/${name}`} />
        <CopyButton text={name} />
      </b>
      {uid !== '' && <span className="min-w-0 truncate text-2xs text-faint">uid {uid}</span>}
    </p>
  );
}

function nameOf({ address, uid }: Subject, intent: Intent) {
  if ('pod' in intent && intent.pod !== undefined) {
    const own = 'namespace' in intent.pod ? intent.pod.namespace : undefined;
    const namespace = own ?? ('node' in address ? null : address.namespace);
    return { kind: 'Pod', namespace, name: intent.pod.name, uid: intent.pod.uid };
  }
  if ('nodeUid' in intent && intent.nodeUid !== undefined)
    return { kind: 'Node', namespace: null, name: intent.node, uid: intent.nodeUid };
  if (NODE_ACTS.has(intent.act)) return { kind: 'Cluster', namespace: null, name: address.cluster, uid: '' };
  if ('node' in address) return { kind: 'Node', namespace: null, name: address.node, uid };
  if (intent.act === 'clearProjectNodeSelector') return { kind: 'Namespace', namespace: null, name: address.namespace, uid: '' };
  return { kind: 'DaemonSet', namespace: address.namespace, name: address.name, uid };
}
