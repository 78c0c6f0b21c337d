/** What gains and weights depend on. */
export interface Regularization {
  readonly lambda: number;
  readonly alpha: number;
  readonly max_delta_step: number;
}

function shrinkByAlpha(gradient: number, alpha: number): number {
  if (gradient > alpha) return gradient - alpha;
  return gradient < -alpha ? gradient + alpha : 0;
}

/** The best weight of a leaf, before eta: -G / (H + lambda), https://arxiv.org/abs/1603.02754 equation 5. */
export function leafWeight(gradient: number, hessian: number, regularization: Regularization): number {
  if (hessian <= 0) return 0;
  const { lambda, alpha, max_delta_step } = regularization;
  const weight = -shrinkByAlpha(gradient, alpha) / (hessian + lambda);
  return max_delta_step > 0 ? Math.max(-max_delta_step, Math.min(max_delta_step, weight)) : weight;
}

/** Twice the loss reduction that the best leaf brings: G^2 / (H + lambda), equation 6 of the same paper. */
export function leafGain(gradient: number, hessian: number, regularization: Regularization): number {
  if (hessian <= 0) return 0;
  const { lambda, alpha, max_delta_step } = regularization;
  if (max_delta_step === 0) {
    const shrunk = alpha === 0 ? gradient : shrinkByAlpha(gradient, alpha);
    return (shrunk * shrunk) / (hessian + lambda);
  }
  const weight = leafWeight(gradient, hessian, regularization);
  // XGBoost leaves alpha out of the gain of a bounded weight.
  return -(2 * gradient * weight + (hessian + lambda) * weight * weight);
}
