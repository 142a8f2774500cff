'use client';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { readTour, TOUR_STEPS, type TourStep, tourStep } from './tour-steps.ts';

const KEY = 'rollcall-tour';

/** A line for new users that points at one part of the page after the other; once closed or ended it stays away. */
export default function TourLine({ page }: { readonly page: TourStep['page'] }) {
  const t = useTranslations();
  const [next, setNext] = useState(() => readTour(localStorage.getItem(KEY)));
  const step = tourStep(page, next);
  const id = step?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    document.documentElement.dataset.tour = id;
    return () => {
      delete document.documentElement.dataset.tour;
    };
  }, [id]);
  if (step === null) return null;
  const go = (to: number) => {
    localStorage.setItem(KEY, String(to));
    setNext(to);
  };
  const number = TOUR_STEPS.indexOf(step) + 1;
  const last = number === TOUR_STEPS.length;
  // The page's last step leads on by what it says; the next one waits on the other page.
  const goesOn = !last && tourStep(page, number) === null;
  return (
    <aside
      aria-label={t('tour.title')}
      data-print="hide"
      className="flex shrink-0 items-center gap-x-3 border-b border-accent bg-accent/8 px-5 py-1 text-xs"
    >
      <span className="shrink-0 text-mute">{t('tour.number', { number, of: TOUR_STEPS.length })}</span>
      <span role="status" className="min-w-0 grow">
        {t(`tour.step.${step.id}`)}
      </span>
      {!goesOn && (
        <Button className="h-6 px-2 text-xs" onClick={() => go(number)}>
          {last ? t('tour.done') : t('tour.next')}
        </Button>
      )}
      <button
        type="button"
        aria-label={t('tour.close')}
        title={t('tour.close')}
        className="grid size-6 shrink-0 place-items-center rounded text-mute hover:bg-hover hover:text-ink"
        onClick={() => go(TOUR_STEPS.length)}
      >
        <X size={13} aria-hidden="true" />
      </button>
    </aside>
  );
}
