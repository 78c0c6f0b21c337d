import type { AwsStatement } from '../aws-statement.ts';
import {
  banknotes,
  customerActivity,
  ecommerceSales,
  lifetimeValues,
  loans,
  paymentHistory,
  rentals,
} from '../tables.ts';

const gettingStarted = 'aws-samples/amazon-redshift-ml-getting-started';
const role = "'arn:aws:iam::123456789012:role/RedshiftML'";

const workshopCustomers = [
  ...'state zipcode monthlycharges totalcharges customerservicecalls'.split(' ').map((name) => {
    if (name === 'state') return 'state varchar(256)';
    return name.endsWith('charges') ? `${name} numeric(18,8)` : `${name} integer`;
  }),
  ...(
    'gender seniorcitizen tenuremonths phoneservice multiplelines internetservice onlinesecurity onlinebackup ' +
    'deviceprotection streamingtv streamingmovies contract paperlessbilling paymentmethod'
  )
    .split(' ')
    .map((name) => `${name} varchar(256)`),
  'churnlabel varchar(256) = Yes|No',
];

const lifetimeFeatures = lifetimeValues.slice(0, -1).map((column) => column.split(' ')[0]);

/** Statements of AWS's samples on GitHub, and of solutions built on them. */
export const samples: readonly AwsStatement[] = [
  {
    title: 'binary classification: churn by state and area',
    source: `${gettingStarted}/use-cases/binary-classification/README.md`,
    tables: { customer_activity: customerActivity },
    sql: `CREATE MODEL customer_churn_model FROM (SELECT state, area_code, total_charge/account_length AS average_daily_spend,
        cust_serv_calls/account_length AS average_daily_cases, churn
        FROM customer_activity WHERE record_date < '2020-01-01')
      TARGET churn FUNCTION predict_customer_churn IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'the same in a schema of its own',
    source: `${gettingStarted}/use-cases/binary-classification/binary-classification.ipynb`,
    tables: { 'demo_ml.customer_activity': customerActivity },
    sql: `CREATE MODEL demo_ml.customer_churn_model FROM (SELECT state, area_code,
        total_charge/account_length AS average_daily_spend, cust_serv_calls/account_length AS average_daily_cases, churn
        FROM demo_ml.customer_activity WHERE record_date < '2020-01-01')
      TARGET churn FUNCTION predict_customer_churn IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'multiclass classification, in lower case',
    source: `${gettingStarted}/use-cases/multiclass-classification/multi-class-classification.ipynb`,
    tables: { ecommerce_sales_training: ecommerceSales },
    sql: `create model ecommerce_customer_activity from (select customerid, country, stockcode, description, invoicedate,
        sales_amt, nbr_months_active from ecommerce_sales_training)
      TARGET nbr_months_active FUNCTION predict_customer_activity IAM_ROLE ${role}
      problem_type MULTICLASS_CLASSIFICATION SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF);`,
  },
  {
    title: 'regression with an ARN',
    source: `${gettingStarted}/use-cases/regression/README.md`,
    tables: { training_data: rentals },
    sql: `CREATE MODEL predict_rental_count FROM training_data TARGET trip_count FUNCTION predict_rental_count
      IAM_ROLE ${role} PROBLEM_TYPE regression OBJECTIVE 'mse'
      SETTINGS (s3_bucket 'bucket', s3_garbage_collect off, max_runtime 5000);`,
  },
  {
    title: 'regression trained anew for the next version',
    source: `${gettingStarted}/use-cases/model-versioning/retrain_model.sql`,
    tables: { training_data: rentals },
    sql: `CREATE MODEL predict_rental_count FROM training_data TARGET trip_count FUNCTION predict_rental_count
      IAM_ROLE ${role} PROBLEM_TYPE regression OBJECTIVE 'mse'
      SETTINGS (s3_bucket 'redshiftml-123456789012', s3_garbage_collect off, max_runtime 5000);`,
  },
  {
    title: 'version of a model from its AutoML job',
    source: `${gettingStarted}/use-cases/model-versioning/prep_create_model.sql`,
    tables: {},
    sql: `create model public.predict_rental_count_v1 from 'redshiftml-20211109150104' FUNCTION predict_rental_count_v1
      (int4,int4,int4,int4,int4,int4,int4,numeric,numeric,int4) RETURNS float8 IAM_ROLE ${role}
      SETTINGS ( S3_BUCKET 'bucket');`,
    refused: 'CREATE MODEL from a SageMaker job',
  },
  {
    title: 'banknotes with XGBoost',
    source: `${gettingStarted}/algorithm/xgboost/xgboost-model.ipynb`,
    tables: { banknoteauthentication_train: banknotes.map((column) => column.replace('entropy', 'entrophy')) },
    sql: `--Create model
      CREATE MODEL model_banknoteauthentication_xgboost_binary FROM banknoteauthentication_train TARGET class
      FUNCTION func_model_banknoteauthentication_xgboost_binary IAM_ROLE ${role} AUTO OFF MODEL_TYPE xgboost
      OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT(NUM_ROUND '100')
      SETTINGS(S3_BUCKET 'bucket');`,
  },
  {
    title: 'local inference from an artefact',
    source: `${gettingStarted}/use-cases/bring-your-own-model-Local-Inference/README.md`,
    tables: {},
    models: { 'sagemaker/DEMO-xgboost-abalone-default/output/model.tar.gz': { featureCount: 9 } },
    sql: `CREATE MODEL predict_abalone_age FROM 's3://bucket/sagemaker/DEMO-xgboost-abalone-default/output/model.tar.gz'
      FUNCTION predict_abalone_age ( int, int, float, float, float, float, float, float, float) RETURNS int
      IAM_ROLE ${role} settings( S3_BUCKET 'bucket') ;`,
  },
  {
    title: 'random cut forest at an endpoint',
    source: `${gettingStarted}/use-cases/bring-your-own-model-remote-inference/README.md`,
    tables: {},
    sql: `CREATE MODEL public.remote_random_cut_forest FUNCTION remote_fn_rcf(int) RETURNS decimal(10,6)
      SAGEMAKER 'randomcutforest-endpoint' IAM_ROLE ${role};`,
    refused: 'SAGEMAKER',
  },
  {
    title: 'card fraud with a perceptron',
    source: `${gettingStarted}/mlp-blog-notebook.ipynb`,
    tables: {},
    sql: `CREATE model creditcardsfrauds_mlp FROM (select * from creditcardsfrauds where txtime < 120954) TARGET class
      FUNCTION creditcardsfrauds_mlp_fn IAM_ROLE DEFAULT MODEL_TYPE MLP SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 54000);`,
    refused: 'MODEL_TYPE MLP',
  },
  {
    title: 'workshop: churn by contract',
    source: `${gettingStarted}/workshop/raw files/setup_script.sql`,
    tables: { training: workshopCustomers },
    sql: `CREATE MODEL customer_churn FROM (SELECT ${workshopCustomers.map((column) => column.split(' ')[0]).join(', ')}
        FROM training) TARGET churnlabel FUNCTION customer_churn_function IAM_ROLE ${role}
      SETTINGS (S3_BUCKET 'bucket', s3_garbage_collect off, max_runtime 9999);`,
  },
  {
    title: 'near real-time fraud detection with XGBoost',
    source:
      'https://aws.amazon.com/blogs/big-data/near-real-time-fraud-detection-using-amazon-redshift-streaming-ingestion-with-amazon-kinesis-data-streams-and-amazon-redshift-ml/',
    tables: { cust_payment_tx_history: paymentHistory },
    sql: `CREATE MODEL cust_cc_txn_fd FROM (SELECT ${paymentHistory
      .slice(2)
      .map((column) => column.split(' ')[0])
      .join(', ')}
        FROM cust_payment_tx_history WHERE cast(tx_datetime as date) BETWEEN '2022-06-01' AND '2022-09-30')
      TARGET tx_fraud FUNCTION fn_customer_cc_fd IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST
      OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100')
      SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT off, MAX_RUNTIME 1200);`,
  },
  {
    title: 'strategies for loans, with a column that has a reserved name',
    source: 'aws-samples/prediction-app-with-amazon-redshift-ml-and-api-gateway/README.md',
    tables: { 'public.raw_data': loans },
    sql: `CREATE MODEL public.predict_model FROM (SELECT ${loans
      .slice(0, -1)
      .map((column) => column.split(' ')[0])
      .join(', ')} FROM public.raw_data WHERE "timestamp" < '2023-01-31')
      TARGET successful FUNCTION ml_fn_prediction IAM_ROLE default SETTINGS (S3_BUCKET 'loan-remediation-data');`,
  },
  {
    title: 'lifetime value: a regression of a logarithm',
    source: 'ybalbert001/ltv_aws_solution/mwaa-etl/sqls/daily_update_regression_model.sql',
    tables: { ltv_model_trainset_view: lifetimeValues },
    sql: `CREATE MODEL ltv_regression_auto_model FROM (SELECT ${lifetimeFeatures.slice(0, 29).join(', ')}, LN(label) as label
        from public.ltv_model_trainset_view where label > 0.0)
      TARGET label FUNCTION ml_fn_ltv_regression_predict IAM_ROLE ${role} AUTO ON SETTINGS (S3_BUCKET 'ltv-poc');`,
  },
  {
    title: 'lifetime value: who buys again, by AUC',
    source: 'ybalbert001/ltv_aws_solution/mwaa-etl/sqls/daily_update_classification_model.sql',
    tables: { ltv_model_trainset_view: lifetimeValues },
    sql: `CREATE MODEL ltv_binary_auto_model FROM (SELECT ${lifetimeFeatures.join(', ')},
        case when (label <= 0.0 or LN(label) < 6.0) then 'onetime_buyer' else 'repeated_buyer' end as label
        from public.ltv_model_trainset_view)
      TARGET label FUNCTION ml_fn_ltv_binary_predict IAM_ROLE ${role} AUTO ON PROBLEM_TYPE BINARY_CLASSIFICATION
      OBJECTIVE 'AUC' SETTINGS (S3_BUCKET 'ltv-poc');`,
  },
];
