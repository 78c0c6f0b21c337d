import type { AwsStatement } from '../aws-statement.ts';
import { abaloneTraining, abaloneXgb, banknotes, customerActivity, ecommerceSales, rentals } from '../tables.ts';

const guide = 'https://docs.aws.amazon.com/redshift/latest/dg';

/** Statements of the Amazon Redshift Database Developer Guide. */
export const documentation: readonly AwsStatement[] = [
  {
    title: 'simple form with a table, an ARN and a KMS key, as the reference of SHOW MODEL shows it',
    source: `${guide}/r_SHOW_MODEL.html`,
    tables: {
      customer_data: [
        'age int = 18..90',
        'zip int',
        'average_daily_spend float',
        'average_daily_cases float',
        'churn int = 0|1',
      ],
    },
    sql: `CREATE MODEL customer_churn FROM customer_data TARGET churn FUNCTION predict_churn
      IAM_ROLE 'arn:aws:iam::123456789012:role/Redshift-ML'
      SETTINGS (S3_BUCKET 'bucket', KMS_KEY_ID 'kms_key', MAX_RUNTIME 36000)`,
  },
  {
    title: 'user guidance with preprocessors, its target in quotes',
    source: `${guide}/r_create_model_use_cases.html#r_user_guidance_create_model`,
    tables: {
      customer_data: [
        't1 varchar(10)',
        't2 varchar(10)',
        't3 varchar(10)',
        'temp float',
        'churn varchar(6) = True.|False.',
      ],
    },
    sql: `CREATE MODEL customer_churn FROM customer_data TARGET 'Churn' FUNCTION predict_churn IAM_ROLE default
      PROBLEM_TYPE BINARY_CLASSIFICATION OBJECTIVE 'F1' PREPROCESSORS '[
        {"ColumnSet": ["t1", "t2"], "Transformers": ["OneHotEncoder", "Imputer"]},
        {"ColumnSet": ["t3"], "Transformers": ["OneHotEncoder"]},
        {"ColumnSet": ["temp"], "Transformers": ["Imputer", "NumericPassthrough"]}
      ]' SETTINGS (S3_BUCKET 'bucket')`,
  },
  {
    title: 'XGBoost with AUTO OFF and 30 classes',
    source: `${guide}/r_create_model_use_cases.html#r_auto_off_create_model`,
    tables: { abalone_xgb: abaloneXgb },
    sql: `CREATE MODEL abalone_xgboost_multi_predict_age
      FROM (SELECT length_val, diameter, height, whole_weight, shucked_weight, viscera_weight, shell_weight, rings
            FROM abalone_xgb WHERE record_number < 2500)
      TARGET rings FUNCTION ml_fn_abalone_xgboost_multi_predict_age IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST
      OBJECTIVE 'multi:softmax' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100', NUM_CLASS '30')
      SETTINGS (S3_BUCKET 'your-bucket')`,
  },
  {
    title: 'local inference from a training job',
    source: `${guide}/r_create_model_use_cases.html#r_byom_create_model`,
    tables: {},
    sql: `CREATE MODEL customer_churn FROM 'training-job-customer-churn-v4'
      FUNCTION customer_churn_predict (varchar, int, float, float) RETURNS int IAM_ROLE default
      SETTINGS (S3_BUCKET 'your-bucket')`,
    refused: 'CREATE MODEL from a SageMaker job',
  },
  {
    title: 'remote inference from an endpoint',
    source: `${guide}/r_create_model_use_cases.html#r_byom_create_model_remote`,
    tables: {},
    sql: `CREATE MODEL remote_customer_churn FUNCTION remote_fn_customer_churn_predict (varchar, int, float, float)
      RETURNS int SAGEMAKER 'customer-churn-endpoint' IAM_ROLE default`,
    refused: 'SAGEMAKER',
  },
  {
    title: 'K-means with a transformer for all columns',
    source: `${guide}/r_create_model_use_cases.html#r_k-means_create_model`,
    tables: {},
    sql: `CREATE MODEL customers_clusters FROM customers FUNCTION customers_cluster IAM_ROLE default AUTO OFF
      MODEL_TYPE KMEANS PREPROCESSORS '[{"ColumnSet": ["*"], "Transformers": ["NumericPassthrough"]}]'
      HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'bucket')`,
    refused: 'MODEL_TYPE KMEANS',
  },
  {
    title: 'tutorial: customer churn, with no space before SETTINGS',
    source: `${guide}/tutorial_customer_churn.html`,
    tables: { customer_activity: customerActivity },
    sql: `CREATE MODEL customer_churn_auto_model FROM (SELECT state, account_length, area_code,
        total_charge/account_length AS average_daily_spend, cust_serv_calls/account_length AS average_daily_cases, churn
        FROM customer_activity WHERE record_date < '2020-01-01')
      TARGET churn FUNCTION ml_fn_customer_churn_auto
      IAM_ROLE 'arn:aws:iam::123456789012:role/Redshift-ML'SETTINGS (S3_BUCKET 'your-bucket')`,
  },
  {
    title: 'tutorial: K-means of news',
    source: `${guide}/tutorial_k-means_clustering.html`,
    tables: {},
    sql: `CREATE MODEL news_data_clusters FROM (SELECT avgtone, eventcode, numarticles, actor1geo_lat, actor1geo_long,
        actor2geo_lat, actor2geo_long FROM gdelt_data)
      FUNCTION news_monitoring_cluster IAM_ROLE default AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none'
      HYPERPARAMETERS DEFAULT EXCEPT (K '7') SETTINGS (S3_BUCKET 'bucket')`,
    refused: 'MODEL_TYPE KMEANS',
  },
  {
    title: 'tutorial: months that a customer stays active',
    source: `${guide}/tutorial_multi-class_classification.html`,
    tables: { ecommerce_sales_training: ecommerceSales },
    sql: `CREATE MODEL ecommerce_customer_activity FROM (SELECT customerid, country, stockcode, description, invoicedate,
        sales_amt, nbr_months_active FROM ecommerce_sales_training)
      TARGET nbr_months_active FUNCTION predict_customer_activity IAM_ROLE default
      PROBLEM_TYPE MULTICLASS_CLASSIFICATION SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF)`,
  },
  {
    title: 'tutorial: banknotes with XGBoost, EXCEPT without a space',
    source: `${guide}/tutorial_xgboost.html`,
    tables: { banknoteauthentication_train: banknotes },
    sql: `CREATE MODEL model_banknoteauthentication_xgboost_binary FROM banknoteauthentication_train TARGET class
      FUNCTION func_model_banknoteauthentication_xgboost_binary IAM_ROLE default AUTO OFF MODEL_TYPE xgboost
      OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT(NUM_ROUND '100')
      SETTINGS(S3_BUCKET 'bucket')`,
  },
  {
    title: 'tutorial: rented bicycles',
    source: `${guide}/tutorial_regression.html`,
    tables: { training_data: rentals },
    sql: `CREATE MODEL predict_rental_count FROM training_data TARGET trip_count FUNCTION predict_rental_count
      IAM_ROLE default PROBLEM_TYPE regression OBJECTIVE 'mse'
      SETTINGS (s3_bucket 'bucket', s3_garbage_collect off, max_runtime 5000)`,
  },
  {
    title: 'tutorial: age of shells with the linear learner',
    source: `${guide}/tutorial_linear_learner_regression.html`,
    tables: { abalone_training: abaloneTraining },
    sql: `CREATE MODEL model_abalone_ring_prediction FROM (SELECT sex, length, diameter, height, whole, shucked, viscera,
        shell, rings AS target_label FROM abalone_training)
      TARGET target_label FUNCTION f_abalone_ring_prediction IAM_ROLE default MODEL_TYPE LINEAR_LEARNER
      PROBLEM_TYPE REGRESSION OBJECTIVE 'MSE' SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 15000)`,
    refused: 'MODEL_TYPE LINEAR_LEARNER',
  },
  {
    title: 'tutorial: forest cover with the linear learner',
    source: `${guide}/tutorial_linear_learner_multi-class_classification.html`,
    tables: {},
    sql: `CREATE MODEL forest_cover_type_model FROM (SELECT elevation, aspect, slope, cover_type FROM public.covertype_training)
      TARGET cover_type FUNCTION predict_cover_type IAM_ROLE default MODEL_TYPE LINEAR_LEARNER
      PROBLEM_TYPE MULTICLASS_CLASSIFICATION OBJECTIVE 'Accuracy'
      SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF, MAX_RUNTIME 15000)`,
    refused: 'MODEL_TYPE LINEAR_LEARNER',
  },
  {
    title: 'model of Amazon Bedrock with a prompt',
    source: `${guide}/machine-learning-br.html`,
    tables: {},
    sql: `CREATE EXTERNAL MODEL patient_recommendations FUNCTION patient_recommendations_func IAM_ROLE default
      MODEL_TYPE BEDROCK SETTINGS (MODEL_ID 'anthropic.claude-v2', PROMPT 'Recommend a diet for:')`,
    refused: 'CREATE EXTERNAL MODEL',
  },
];
