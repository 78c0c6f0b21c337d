/** Does something with each number from one up to another, so many at a time. */
export async function inParallel(
  atATime: number,
  from: number,
  to: number,
  act: (number: number) => Promise<void>,
): Promise<void> {
  let next = from;
  const worker = async () => {
    while (next < to) await act(next++);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
