/** Has a stream of the process tell a listener what is written to it. */
export function forwardOutput(stream: NodeJS.WriteStream, tell: (text: string) => void): void {
  stream.write = (chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown) => {
    tell(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
}
