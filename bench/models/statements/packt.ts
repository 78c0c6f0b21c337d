import type { AwsStatement } from '../aws-statement.ts';
import {
  bankDetails,
  customerActivity,
  customerSegments,
  housingPrices,
  paymentHistoryScaled,
  reservations,
  tickets,
} from '../tables.ts';

const book = 'PacktPublishing/Serverless-Machine-Learning-with-Amazon-Redshift';
const overview = 'Serverless Machine Learning with Amazon Redshift ML (Packt, 2023), chapter 4';
const names = (columns: readonly string[]) => columns.map((column) => column.split(' ')[0]).join(', ');

function clusters(k: number): AwsStatement {
  return {
    title: `chapter 8: houses in ${k} clusters`,
    source: `${book}/CodeFiles/chapter8/chapter8.sql`,
    tables: { 'chapter8_kmeans_clustering.housing_prices': housingPrices },
    sql: `CREATE model chapter8_kmeans_clustering.housing_segments_k${k}
      FROM(Select median_income, latitude, longitude From chapter8_kmeans_clustering.housing_prices)
      FUNCTION get_housing_segment_k${k} IAM_ROLE default AUTO OFF MODEL_TYPE KMEANS
      PREPROCESSORS '[{"ColumnSet": ["median_income", "latitude", "longitude"], "Transformers": ["StandardScaler"]}]'
      HYPERPARAMETERS DEFAULT EXCEPT (K '${k}') SETTINGS (S3_BUCKET 'bucket');`,
    refused: 'MODEL_TYPE KMEANS',
  };
}

/** Statements of a book on Redshift ML by four of AWS's people, and of its repository. */
export const packt: readonly AwsStatement[] = [
  {
    title: 'chapter 4: the least that is needed',
    source: overview,
    tables: { reservation_history: reservations },
    sql: `CREATE MODEL predict_guest_cancellation FROM reservation_history TARGET cancelled
      FUNCTION predict_cancelled_reservation IAM_ROLE default SETTINGS (S3_BUCKET 'bucket')`,
  },
  {
    title: 'chapter 4: model type, problem type and objective',
    source: overview,
    tables: { reservation_history: reservations },
    sql: `CREATE MODEL predict_guest_cancellation FROM reservation_history TARGET cancelled
      FUNCTION predict_cancelled_reservation IAM_ROLE default MODEL_TYPE XGBoost PROBLEM_TYPE BINARY_CLASSIFICATION
      OBJECTIVE 'F1' SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 1800);`,
  },
  {
    title: 'chapter 4: one-hot columns',
    source: overview,
    tables: { reservation_history: reservations },
    sql: `CREATE MODEL predict_guest_cancellation FROM reservation_history TARGET cancelled
      FUNCTION predict_cancelled_reservation IAM_ROLE default MODEL_TYPE XGBoost PROBLEM_TYPE BINARY_CLASSIFICATION
      OBJECTIVE 'F1'
      PREPROCESSORS '[{"ColumnSet": ["loyalty_program", "marital_status"], "Transformers": ["OneHotEncoder"]}]'
      SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 1800);`,
  },
  {
    title: 'chapter 4: XGBoost with indicators made in SQL, the texts left out',
    source: overview,
    tables: { reservation_history: reservations },
    sql: `CREATE MODEL predict_guest_cancellation FROM (Select customerid,
        case when loyalty_program = 'Y' then 1 else 0 end as loyalty_program_y,
        case when loyalty_program = 'N' then 1 else 0 end as loyalty_program_n, age,
        case when marital_status = 'Y' then 1 else 0 end as married,
        case when marital_status = 'N' then 1 else 0 end as not_married,
        case when cancelled = 'Y' then 1 else 0 end as cancelled from reservation_history)
      TARGET cancelled FUNCTION predict_cancelled_reservation IAM_ROLE default AUTO OFF MODEL_TYPE XGBoost
      OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100')
      SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 1800);`,
  },
  {
    title: 'chapter 4: clusters of guests',
    source: overview,
    tables: { reservation_history: reservations },
    sql: `CREATE MODEL guest_clusters FROM (Select city, reservation_date, loyalty_program, age, marital_status
        from reservation_history)
      FUNCTION get_guest_clusters IAM_ROLE default AUTO OFF MODEL_TYPE KMEANS PREPROCESSORS 'none'
      HYPERPARAMETERS DEFAULT EXCEPT (K '5') SETTINGS (S3_BUCKET 'bucket');`,
    refused: 'MODEL_TYPE KMEANS',
  },
  {
    title: 'chapter 4: local inference from a job, with texts and a timestamp',
    source: overview,
    tables: {},
    sql: `CREATE MODEL predict_guest_cancellation_local_inf FROM 'sagemaker_job_name'
      FUNCTION predict_cancelled_reservation_local(bigint, varchar, timestamp, char, bigint, char) RETURNS char
      IAM_ROLE default SETTINGS (S3_BUCKET 'bucket' );`,
    refused: 'CREATE MODEL from a SageMaker job',
  },
  {
    title: 'chapter 4: random cut forest at an endpoint',
    source: overview,
    tables: {},
    sql: `CREATE MODEL random_cut_forest FUNCTION remote_fn_rcf(int) RETURNS decimal(10,6) SAGEMAKER 'sagemaker_endpoint'
      IAM_ROLE default;`,
    refused: 'SAGEMAKER',
  },
  {
    title: 'chapter 5: the first model, in a schema, its function without one',
    source: `${book}/CodeFiles/chapter5/chapter05.sql`,
    tables: { 'chapter5_buildfirstmodel.customer_calls_fact': customerActivity },
    sql: `CREATE MODEL chapter5_buildfirstmodel.customer_churn_model FROM (SELECT ${names(customerActivity.slice(0, 21))},
        replace(churn,'.','') as churn FROM chapter5_buildfirstmodel.customer_calls_fact WHERE record_date < '2020-08-01')
      TARGET churn FUNCTION predict_customer_churn IAM_ROLE default SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 9600);`,
  },
  {
    title: 'chapter 6: term deposits, with quoted columns and a BOOLEAN target',
    source: `${book}/CodeFiles/chapter6/chapter6.sql`,
    tables: { 'chapter6_supervisedclassification.bank_details_training': bankDetails },
    sql: `CREATE  MODEL chapter6_supervisedclassification.banking_termdeposit FROM (SELECT ${names(bankDetails)}
        FROM chapter6_supervisedclassification.bank_details_training )
        TARGET y FUNCTION predict_term_deposit IAM_ROLE default MODEL_TYPE XGBoost PROBLEM_TYPE BINARY_CLASSIFICATION
      SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 9600);`,
  },
  {
    title: 'chapter 6: segments with the linear learner',
    source: `${book}/CodeFiles/chapter6/chapter6.sql`,
    tables: { 'chapter6_supervisedclassification.cust_segmentation_train': customerSegments },
    sql: `CREATE  MODEL chapter6_supervisedclassification.cust_segmentation_model_ll FROM (SELECT ${names(customerSegments)}
        FROM chapter6_supervisedclassification.cust_segmentation_train)
      TARGET segmentation FUNCTION predict_cust_segment_ll   IAM_ROLE default MODEL_TYPE LINEAR_LEARNER
      PROBLEM_TYPE MULTICLASS_CLASSIFICATION OBJECTIVE 'accuracy'
      SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF, MAX_RUNTIME 9600);`,
    refused: 'MODEL_TYPE LINEAR_LEARNER',
  },
  {
    title: 'chapter 6: segments without any guidance, with a space in the name',
    source: `${book}/chapter6.sql`,
    tables: { 'chapter6_supervisedclassification.cust_segmentation_train': customerSegments },
    sql: `CREATE MODEL chapter6_supervisedclassification. cust_segmentation_model FROM (SELECT ${names(customerSegments)}
        FROM chapter6_supervisedclassification.cust_segmentation_train)
      TARGET segmentation FUNCTION predict_cust_segment  IAM_ROLE default
      SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF, MAX_RUNTIME 9600);`,
  },
  {
    title: 'chapter 6: segments with problem type and objective',
    source: `${book}/CodeFiles/chapter6/chapter6.sql`,
    tables: { 'chapter6_supervisedclassification.cust_segmentation_train': customerSegments },
    sql: `CREATE MODEL chapter6_supervisedclassification.cust_segmentation_model FROM (SELECT ${names(customerSegments)}
        FROM chapter6_supervisedclassification.cust_segmentation_train)
      TARGET segmentation FUNCTION predict_cust_segment  IAM_ROLE default PROBLEM_TYPE MULTICLASS_CLASSIFICATION
      OBJECTIVE 'accuracy' SETTINGS (S3_BUCKET 'bucket', S3_GARBAGE_COLLECT OFF, MAX_RUNTIME 9600);`,
  },
  {
    title: 'chapter 7: weight by height, with mod written as %',
    source: `${book}/CodeFiles/chapter7/chapter7.sql`,
    tables: {
      'chapter7_RegressionModel.height_weight': [
        'id integer',
        'heightinches decimal(9,2)',
        'weightpounds decimal(9,2)',
      ],
    },
    sql: `CREATE MODEL chapter7_RegressionModel.predict_weight
      FROM (select heightinches, cast(round(weightpounds,0) as integer) weightpounds
        from chapter7_RegressionModel.height_weight where id%8!=0 )
      TARGET weightpounds FUNCTION predict_weight IAM_ROLE default MODEL_TYPE xgboost PROBLEM_TYPE regression
      OBJECTIVE 'mse' SETTINGS (s3_bucket 'bucket', s3_garbage_collect off, max_runtime 3600);`,
  },
  {
    title: 'chapter 7: ticket prices with the linear learner',
    source: `${book}/CodeFiles/chapter7/chapter7.sql`,
    tables: { 'chapter7_RegressionModel.sporting_event_ticket_info_training': tickets },
    sql: `CREATE MODEL chapter7_RegressionModel.predict_ticket_price_linlearn
      from chapter7_RegressionModel.sporting_event_ticket_info_training TARGET final_ticket_price
      FUNCTION predict_ticket_price_linlearn IAM_ROLE default MODEL_TYPE LINEAR_LEARNER PROBLEM_TYPE regression
      OBJECTIVE 'mse' SETTINGS (s3_bucket 'bucket', s3_garbage_collect off, max_runtime 9600);`,
    refused: 'MODEL_TYPE LINEAR_LEARNER',
  },
  {
    title: 'chapter 7: ticket prices, a schema in two spellings',
    source: `${book}/CodeFiles/chapter7/chapter7.sql`,
    tables: { 'chapter7_RegressionModel.sporting_event_ticket_info_training': tickets },
    sql: `CREATE MODEL Chapter7_RegressionModel.predict_ticket_price_auto
      from chapter7_RegressionModel.sporting_event_ticket_info_training TARGET final_ticket_price
      FUNCTION predict_ticket_price_auto IAM_ROLE default PROBLEM_TYPE regression OBJECTIVE 'mse'
      SETTINGS (s3_bucket 'bucket', s3_garbage_collect off, max_runtime 9600);`,
  },
  clusters(2),
  clusters(3),
  clusters(4),
  clusters(5),
  clusters(6),
  {
    title: 'chapter 9: a robot finds its way with a perceptron',
    source: `${book}/CodeFiles/chapter9/chapter9.sql`,
    tables: {},
    sql: `CREATE MODEL chapter9_deeplearning.predict_robot_direction FROM (select us1, us2, us3, us4, direction
        FROM chapter9_deeplearning.robot_navigation Where MOD(id,5) !=0)
      TARGET DIRECTION FUNCTION predict_robot_direction_fn IAM_ROLE default MODEL_TYPE MLP
      SETTINGS (s3_bucket 'bucket', MAX_RUNTIME 5400);`,
    refused: 'MODEL_TYPE MLP',
  },
  {
    title: 'chapter 10: card fraud with XGBoost on scaled columns',
    source: `${book}/CodeFiles/chapter10/chapter10.sql`,
    tables: { 'chapter10_xgboost.credit_payment_tx_history_scaled': paymentHistoryScaled },
    sql: `CREATE MODEL chapter10_xgboost.cust_cc_txn_fd_xg FROM (SELECT ${names(paymentHistoryScaled.slice(1))}
        from chapter10_XGBoost.credit_payment_tx_history_scaled
        WHERE cast(tx_datetime as date) between '2022-06-01' and '2022-09-30')
      TARGET tx_fraud FUNCTION fn_customer_cc_fd_xg IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST
      OBJECTIVE 'binary:logistic' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100')
      SETTINGS (S3_BUCKET 'bucket', s3_garbage_collect off, max_runtime 1500);`,
  },
  {
    title: 'chapter 11: age of shells from an artefact',
    source: `${book}/CodeFiles/Chapter11/chapter11.sql`,
    tables: {},
    models: { 'single-xgboost/DEMO-xgboost-regression/output/model.tar.gz': { featureCount: 9 } },
    sql: `CREATE MODEL chapter11_byom.predict_abalone_age
      FROM 's3://bucket/single-xgboost/DEMO-xgboost-regression/output/model.tar.gz'
      FUNCTION predict_abalone_age ( int, int, float, float,float,float,float,float,float) RETURNS int
      IAM_ROLE 'arn:aws:iam::123456789012:role/spectrumrs' settings( S3_BUCKET 'bucket')`,
  },
  {
    title: 'chapter 11: random cut forest, with no space before texts',
    source: `${book}/CodeFiles/Chapter11/chapter11.sql`,
    tables: {},
    sql: `CREATE MODEL chapter11_byom.remote_random_cut_forest FUNCTION remote_fn_rcf (int) RETURNS decimal(10,6)
      SAGEMAKER'randomcutforest-endpoint' IAM_ROLE'arn:aws:iam::123456789012:role/spectrumrs';`,
    refused: 'SAGEMAKER',
  },
  {
    title: 'chapter 12: forecast of demand',
    source: `${book}/CodeFiles/chapter12/chapter-12.sql`,
    tables: {},
    sql: `CREATE MODEL forecast_sales_demand FROM (select item_id, invoice_date, quantity
        from chapter12_forecasting.web_retail_sales where invoice_date < '2020-10-31')
      TARGET quantity IAM_ROLE default AUTO ON MODEL_TYPE FORECAST OBJECTIVE 'AverageWeightedQuantileLoss'
      SETTINGS (S3_BUCKET 'bucket', HORIZON 5, FREQUENCY 'D', PERCENTILES '0.25,0.50,0.75,0.90,mean',
        S3_GARBAGE_COLLECT OFF);`,
    refused: 'MODEL_TYPE FORECAST',
  },
  {
    title: 'chapter 13: ticket prices trained anew under a new name',
    source: `${book}/CodeFiles/chapter13/create_new_model.sql`,
    tables: { 'chapter7_RegressionModel.sporting_event_ticket_info_training': tickets },
    sql: `CREATE MODEL chapter7_RegressionMOdel.predict_ticket_price_auto_new
      from chapter7_RegressionModel.sporting_event_ticket_info_training TARGET final_ticket_price
      FUNCTION predict_ticket_price_auto_new IAM_ROLE default PROBLEM_TYPE regression OBJECTIVE 'mse'
      SETTINGS (s3_bucket '999999999999-chapter13', s3_garbage_collect off, max_runtime 9600);`,
  },
];
