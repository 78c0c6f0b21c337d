/** One tree of XGBoost's JSON model, https://xgboost.readthedocs.io/en/release_1.7.0/tutorials/saving_model.html. */
export interface XgboostTree {
  readonly base_weights: readonly number[];
  readonly default_left: ReadonlyArray<number | boolean>;
  readonly left_children: readonly number[];
  readonly loss_changes: readonly number[];
  readonly parents: readonly number[];
  readonly right_children: readonly number[];
  readonly split_conditions: readonly number[];
  readonly split_indices: readonly number[];
  /** 1 where XGBoost's own categorical split is used. */
  readonly split_type?: readonly number[];
  readonly sum_hessian: readonly number[];
}

/** What we read of XGBoost's JSON model. Numbers outside trees are texts. */
export interface XgboostModel {
  readonly version: readonly number[];
  readonly learner: {
    readonly attributes?: Readonly<Record<string, string>>;
    readonly feature_names?: readonly string[];
    readonly gradient_booster: {
      readonly name: string;
      readonly model: { readonly trees: readonly XgboostTree[]; readonly tree_info: readonly number[] };
    };
    readonly learner_model_param: {
      readonly base_score: string;
      readonly num_class: string;
      readonly num_feature: string;
    };
    readonly objective: {
      readonly name: string;
      readonly reg_loss_param?: { readonly scale_pos_weight: string };
    };
  };
}

/** A model file holds what we cannot score. */
export class UnsupportedModelError extends Error {
  override readonly name = 'UnsupportedModelError';
}
