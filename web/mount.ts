import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

/** Draws the page into its root element. */
export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id "root"');
  createRoot(root).render(page);
}
