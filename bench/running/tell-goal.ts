/** Prints whether a goal was reached, in a line that begins with it, and gives it back. */
export function tellGoal(isReached: boolean, text: string): boolean {
  console.log(`${isReached ? 'reached' : 'MISSED '}  ${text}`);
  return isReached;
}
