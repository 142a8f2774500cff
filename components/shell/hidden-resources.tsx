'use client';
import { useTranslations } from 'use-intl';
import { CommandBox } from '#components/ui/command-box.tsx';
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
      <CommandBox text={manifestCommand({ username, namespace })} />
      {namespace === undefined && (
        <details>
          <summary className="cursor-pointer">{t('hidden.oneNamespace')}</summary>
          <div className="flex flex-col gap-2 pt-2">
            <p>{t('hidden.oneNamespaceHow')}</p>
            <CommandBox text={manifestCommand({ username, namespace: 'NAMESPACE' })} />
            <CommandBox text="rollcall --namespace NAMESPACE" />
          </div>
        </details>
      )}
      <p className="text-mute">{t('hidden.goesOn')}</p>
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
