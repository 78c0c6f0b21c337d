import { useEffect, useState } from 'react';
import { fileText } from './file-text.ts';
import type { OpenCsv } from './use-portfolio.ts';

/**
 * Opens a file that is dropped anywhere on the page, and says whether one hangs over it. Null opens none, but still keeps
 * the browser from leaving the page for it.
 */
export function useFileDrop(onOpen: OpenCsv | null): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(onOpen !== null);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) onOpen?.(file.name, fileText(file));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onOpen]);
  return isOver;
}
