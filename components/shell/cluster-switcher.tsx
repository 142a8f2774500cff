'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useClusters } from '#lib/client/queries.ts';

/** The clusters that this server knows, by the name of their kubeconfig context. */
export function ClusterSwitcher({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const router = useRouter();
  const { data } = useClusters();
  const options = (data ?? []).map(({ slug, context }) => ({ value: slug, label: visibleText(context) }));
  if (!options.some(({ value }) => value === cluster)) options.unshift({ value: cluster, label: visibleText(cluster) });
  return (
    <SelectMenu
      shrinks
      label={t('shell.cluster')}
      value={cluster}
      options={options}
      onChange={(slug) => router.push(`/c/${encodeURIComponent(slug)}`)}
    />
  );
}
