'use client';
import { useEffect } from 'react';

/** Names the tab while the view is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
