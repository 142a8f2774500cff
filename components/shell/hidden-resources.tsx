'use client';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { viewRoleManifest } from '#lib/feed/view-role-manifest.ts';
import type { HiddenResource, VisibilityAnswer } from '#lib/feed/visibility.ts';

/** Which rights Rollcall lacks, whom to give them to, and the commands that do: for the cluster, and for one Namespace. */
export default function HiddenResources({ hidden, username }: VisibilityAnswer) {
  const t = useTranslations();
  const namespace = hidden.find((resource) => resource.namespace !== undefined)?.namespace;
  return (
    <div className="flex flex-col gap-2 text-ink">
      <p>{username === null ? t('hidden.lacks') : t('hidden.lacksAs', { username: visibleText(username) })}</p>
      <ul className="list-disc pl-5 font-mono text-xs">
        {hidden.map((resource) => (
          <li key={resource.resource}>{rightText(resource)}</li>
        ))}
      </ul>
      <p>{t('hidden.give')}</p>
      <Manifest text={manifestCommand({ username, namespace })} />
      {namespace === undefined && (
        <details>
          <summary className="cursor-pointer">{t('hidden.oneNamespace')}</summary>
          <div className="flex flex-col gap-2 pt-2">
            <p>{t('hidden.oneNamespaceHow')}</p>
            <Manifest text={manifestCommand({ username, namespace: 'NAMESPACE' })} />
            <Manifest text="rollcall --namespace NAMESPACE" />
          </div>
        </details>
      )}
      <p className="text-mute">{t('hidden.goesOn')}</p>
    </div>
  );
}

function Manifest({ text }: { readonly text: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-hover py-1.5 pr-1.5 pl-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-64 min-w-0 grow overflow-auto">
        {visibleLines(text)}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}

/** As `kubectl auth can-i` takes it. */
function rightText({ verb, resource, namespace }: HiddenResource): string {
  const group = resource === 'daemonsets' || resource === 'controllerrevisions' ? '.apps' : '';
  return visibleText(`${verb} ${resource}${group}${namespace === undefined ? '' : ` -n ${namespace}`}`);
}

function manifestCommand({ username, namespace }: { username: string | null; namespace: string | undefined }): string {
  const manifest = viewRoleManifest({ username, ...(namespace === undefined ? {} : { namespace }) });
  return `kubectl apply -f - <<'EOF'\n${manifest}EOF`;
}

function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
