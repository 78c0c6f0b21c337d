/** How a caller follows a training, and ends it. */
export interface TrainingWatch {
  /** Told before each tree; `done` grows to `total`. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Asked before each tree; true ends the training with TrainingCancelledError. */
  readonly isCancelled?: () => boolean;
}

/** The caller cancelled the training. */
export class TrainingCancelledError extends Error {
  override readonly name = 'TrainingCancelledError';
}

const PROGRESS_STEPS = 1000;

/** Tells that `share` of the work, 0 to 1, is done; throws TrainingCancelledError when the caller has had enough. */
export function tellProgress({ onProgress, isCancelled }: TrainingWatch, share: number): void {
  if (isCancelled?.()) throw new TrainingCancelledError('the training was cancelled');
  onProgress?.(Math.floor(share * PROGRESS_STEPS), PROGRESS_STEPS);
}
