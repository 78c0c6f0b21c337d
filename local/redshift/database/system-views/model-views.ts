import type { SystemViews } from './system-view.ts';

const models = `SELECT schema_name, owner AS user_name, model_name,
    CASE state WHEN 'READY' THEN 'Model is Ready' WHEN 'FAILED' THEN 'Failed'
      ELSE 'Train Model On SageMaker In Progress' END AS model_state
  FROM models WHERE redshift_caller('superuser') = 'true' OR owner = redshift_caller('user')`;

/** How far models are, https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ML_MODEL_INFO.html; users see their own. */
export const modelViews: SystemViews = { svv_ml_model_info: models, stv_ml_model_info: models };
