/** Has the browser save a CSV under a name. */
export function download(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the text in its own time, and does not say when it has.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
