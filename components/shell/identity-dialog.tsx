'use client';
import { UserRound } from 'lucide-react';
import { lazy, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Modal } from '#components/ui/modal.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { signOut, useIdentity, useSession } from '#lib/client/session-query.ts';

const IdentityContent = lazy(async () => ({ default: (await import('./identity-content.tsx')).IdentityContent }));

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
        {identity.data && (
          <LazyPart>
            <IdentityContent identity={identity.data} />
          </LazyPart>
        )}
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
