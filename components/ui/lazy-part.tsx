'use client';
import { Component, type ReactNode, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';

interface LazyPartProps {
  /** Shown until the code is there. */
  readonly waiting?: ReactNode;
  /** A component of React.lazy. */
  readonly children: ReactNode;
}

/**
 * The place of a part whose code is fetched when it is first shown. When it cannot be had, because the server is away or was
 * replaced, that is said in this place and the page around it goes on.
 */
export class LazyPart extends Component<LazyPartProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (this.state.failed) return <LoadFailed />;
    return <Suspense fallback={this.props.waiting}>{this.props.children}</Suspense>;
  }
}

function LoadFailed() {
  const t = useTranslations();
  return (
    <div role="alert" className="card flex items-center gap-3 px-3 py-2">
      <p className="grow">{t('ui.partFailed')}</p>
      <Button onClick={() => window.location.reload()}>{t('ui.reload')}</Button>
    </div>
  );
}
