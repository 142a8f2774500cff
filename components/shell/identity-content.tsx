'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { IdentityAnswer, TierRight } from '#lib/feed/role-tiers.ts';

/** Who the caller is to the API server, which role tiers it has and what the others lack. */
export function IdentityContent({ identity }: { readonly identity: IdentityAnswer }) {
  const t = useTranslations();
  const { username, groups, whose, readOnly, tiers } = identity;
  return (
    <>
      <p className="font-mono break-all">{visibleText(username)}</p>
      {groups.length > 0 && <p className="font-mono text-xs break-all text-mute">{groups.map(visibleText).join(', ')}</p>}
      <p className="mt-2 text-mute">{whose === 'own' ? t('identity.own') : t('identity.server')}</p>
      {readOnly !== null && (
        <p className="mt-2">{readOnly === 'flag' ? t('identity.readOnlyFlag') : t('identity.readOnlyCluster')}</p>
      )}
      <h3 className="mt-5 mb-2 text-xs font-semibold text-mute">{t('identity.tiers')}</h3>
      <dl className="flex flex-col gap-3">
        {tiers.map(({ tier, held, missing }) => (
          <div key={tier} data-tier={tier} data-held={held}>
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <span aria-hidden="true">{held ? '✓' : '–'}</span>
              <code>rollcall-{tier}</code>
              <span className="sr-only">{held ? t('identity.held') : t('identity.notHeld')}</span>
              <span className="text-mute">{t(`identity.tier.${tier}`)}</span>
            </dt>
            {!held && <dd className="pl-5 text-mute">{t('identity.missing', { rights: missing.map(rightText).join(', ') })}</dd>}
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs text-mute">{t('identity.wholeCluster')}</p>
    </>
  );
}

/** As `kubectl auth can-i` takes it. */
function rightText({ verb, resource, group }: TierRight): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
}
