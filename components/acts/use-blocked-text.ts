'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { MissingRight } from '#lib/feed/act.ts';
import type { Blocked } from './blocked.ts';

/** Words why an act cannot be started: the mode, the missing verb and resource, or the connection. */
export function useBlockedText(): (blocked: Blocked) => string {
  const t = useTranslations();
  return (blocked) => {
    switch (blocked.why) {
      case 'readOnly':
        return t(`acts.readOnly.${blocked.by}`);
      case 'missing':
        return t('acts.blocked.missing', {
          rights: blocked.rights.map(rightText).join(', '),
          username: visibleText(blocked.username),
          named: blocked.username === '' ? 'no' : 'yes',
        });
      case 'unknown':
        return t('acts.blocked.unknown', { message: visibleText(blocked.message) });
      default:
        return t(`acts.blocked.${blocked.why}`);
    }
  };
}

/** As `kubectl auth can-i` takes it. */
function rightText({ verb, resource, namespace }: MissingRight): string {
  return visibleText(`${verb} ${resource}${namespace === null ? '' : ` -n ${namespace}`}`);
}
