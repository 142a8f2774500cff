'use client';
import { UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { signOut, useIdentity, useSession } from '#lib/client/session-query.ts';
import type { IdentityAnswer, TierRight } from '#lib/feed/role-tiers.ts';

/** Who one is, what one may do and what one lacks; signs out. Shows the sign-in page when the session has ended. */
export function IdentityDialog({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const { data: session } = useSession();
  const identity = useIdentity(cluster, { enabled: open });
  useEffect(() => {
    if (session?.signedIn === false) window.location.reload();
  }, [session?.signedIn]);
  const leave = () => signOut().finally(() => window.location.reload());
  return (
    <>
      <button
        type="button"
        aria-label={t('identity.open')}
        title={t('identity.open')}
        className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
        onClick={() => setOpen(true)}
      >
        <UserRound size={15} aria-hidden="true" />
      </button>
      <Modal title={t('identity.title')} closeLabel={t('ui.close')} open={open} onClose={() => setOpen(false)}>
        {identity.data && <Identity identity={identity.data} />}
        {identity.error && <p role="alert">{visibleText(identity.error.message)}</p>}
        {!identity.data && !identity.error && <p className="text-mute">{t('ui.loading')}</p>}
        {session && session.mode !== 'none' && (
          <div className="mt-5 flex items-center justify-between gap-3 border-t border-line pt-3">
            <span className="text-mute">{session.name !== null && visibleText(session.name)}</span>
            <Button onClick={leave}>{t('identity.signOut')}</Button>
          </div>
        )}
      </Modal>
    </>
  );
}

function Identity({ identity }: { readonly identity: IdentityAnswer }) {
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
