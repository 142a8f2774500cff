'use client';
import { lazy, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { GROUPINGS, type Grouping, labelKeyOf } from './node-view.ts';

const LabelChoice = lazy(() => import('./label-choice.tsx'));
/** The option that opens the choice of labels; no grouping is called so. */
const ANY_LABEL = 'label:';

interface GroupMenuProps {
  readonly label: string;
  readonly cluster: string;
  readonly value: Grouping;
  readonly onChange: (grouping: Grouping) => void;
}

/** What the Nodes are grouped by: a short list, and behind its last entry every label that Nodes carry. */
export function GroupMenu({ label, cluster, value, onChange }: GroupMenuProps) {
  const t = useTranslations();
  const [choosing, setChoosing] = useState(false);
  const key = labelKeyOf(value);
  const known = GROUPINGS.map((grouping) => ({ value: grouping as string, label: t(`grouping.${grouping}`) }));
  const own = key === null ? [] : [{ value: value as string, label: visibleText(key) }];
  return (
    <>
      <SelectMenu
        label={label}
        value={value as string}
        options={[...known, ...own, { value: ANY_LABEL, label: t('gridView.anyLabel') }]}
        onChange={(chosen) => (chosen === ANY_LABEL ? setChoosing(true) : onChange(chosen as Grouping))}
      />
      {choosing && (
        <LazyPart>
          <LabelChoice
            cluster={cluster}
            onClose={() => setChoosing(false)}
            onChoose={(chosen) => {
              setChoosing(false);
              onChange(`label:${chosen}`);
            }}
          />
        </LazyPart>
      )}
    </>
  );
}
