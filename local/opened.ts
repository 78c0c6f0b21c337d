/** What was opened so far, to be closed in reverse. */
export interface Opened {
  add<Part extends { close(): Promise<void> }>(part: Part): Part;
  close(): Promise<void>;
}

/** Begins with nothing opened. */
export function createOpened(): Opened {
  const parts: { close(): Promise<void> }[] = [];
  return {
    add(part) {
      parts.push(part);
      return part;
    },
    async close() {
      for (const part of parts.splice(0).reverse()) await part.close();
    },
  };
}
