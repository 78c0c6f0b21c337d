import type { AwsStatement } from '../aws-statement.ts';
import { abaloneXgb, bankDetails, customerActivity } from '../tables.ts';

const handsOn = 'ojunpei/redshift-ml-handson';
const role = "'arn:aws-cn:iam::123456789012:role/RedshiftML'";
const names = (columns: readonly string[]) => columns.map((column) => column.split(' ')[0]).join(', ');

const iris = [
  'id int',
  'sepallengthcm float',
  'sepalwidthcm float',
  'petallengthcm float',
  'petalwidthcm float',
  'species varchar(15) = Iris-setosa|Iris-versicolor|Iris-virginica',
];

const directMarketing = bankDetails.map((column) =>
  column.replace('"job"', 'job').replace('"default"', 'credit_default').replace('numeric', 'decimal'),
);

/** Statements of AWS's workshops as their participants keep them, and of a book on Redshift by three of AWS's people. */
export const workshops: readonly AwsStatement[] = [
  {
    title: 'workshop: bank marketing',
    source: `${handsOn}/bank-marketing-public.sql`,
    tables: { bank_details_training: bankDetails },
    sql: `CREATE MODEL model_bank_marketing FROM (SELECT ${names(bankDetails)} FROM bank_details_training ) TARGET y
      FUNCTION func_model_bank_marketing IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'workshop: bank marketing in half an hour',
    source: `${handsOn}/bank-marketing-public.sql`,
    tables: { bank_details_training: bankDetails },
    sql: `CREATE MODEL model_bank_marketing_v2 FROM (SELECT ${names(bankDetails)} FROM bank_details_training ) TARGET y
      FUNCTION func_model_bank_marketing_v2 IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 1800);`,
  },
  {
    title: 'workshop: kinds of iris, in mixed case',
    source: `${handsOn}/iris-public.sql`,
    tables: { iris_data_train: iris },
    sql: `CREATE MODEL model_iris FROM (SELECT Id, SepalLengthCm, SepalWidthCm, PetalLengthCm, PetalWidthCm, Species
        FROM iris_data_train)
      TARGET Species FUNCTION func_model_iris IAM_ROLE ${role} PROBLEM_TYPE multiclass_classification
      OBJECTIVE 'accuracy' SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'workshop: kinds of iris in half an hour',
    source: `${handsOn}/iris-public.sql`,
    tables: { iris_data_train: iris },
    sql: `CREATE MODEL model_iris_v2 FROM (SELECT Id, SepalLengthCm, SepalWidthCm, PetalLengthCm, PetalWidthCm, Species
        FROM iris_data_train)
      TARGET Species FUNCTION func_model_iris_v2 IAM_ROLE ${role} PROBLEM_TYPE multiclass_classification
      OBJECTIVE 'accuracy' SETTINGS (S3_BUCKET 'bucket', MAX_RUNTIME 1800);`,
  },
  {
    title: 'workshop: age of shells in a schema',
    source: 'tkazusa/Redshift-ML-practice',
    tables: { 'demo_ml.abalone_xgb': abaloneXgb },
    sql: `CREATE MODEL demo_ml.abalone_xgboost_multi_predict_age FROM ( SELECT ${names(abaloneXgb.slice(0, 8))}
        FROM demo_ml.abalone_xgb WHERE record_number < 2500 )
      TARGET rings FUNCTION ml_fn_abalone_xgboost_multi_predict_age IAM_ROLE ${role} AUTO OFF MODEL_TYPE XGBOOST
      OBJECTIVE 'multi:softmax' PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100', NUM_CLASS '30')
      settings (S3_BUCKET '20211117-redshiftml', max_runtime 1800);`,
  },
  {
    title: 'blog: direct marketing, a model with the name of its table',
    source:
      'https://aws.amazon.com/blogs/aws/amazon-redshift-ml-is-now-generally-available-use-sql-to-create-machine-learning-models-and-make-predictions-from-your-data/',
    tables: { direct_marketing: directMarketing },
    sql: `CREATE MODEL direct_marketing FROM direct_marketing TARGET y FUNCTION predict_direct_marketing IAM_ROLE ${role}
      SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'blog: direct marketing with fewer columns',
    source:
      'https://aws.amazon.com/blogs/aws/amazon-redshift-ml-is-now-generally-available-use-sql-to-create-machine-learning-models-and-make-predictions-from-your-data/',
    tables: { direct_marketing: directMarketing },
    sql: `CREATE MODEL simple_direct_marketing FROM (SELECT age, job, marital, education, housing, contact, month, day_of_week, y
        FROM direct_marketing)
      TARGET y FUNCTION predict_simple_direct_marketing IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket');`,
  },
  {
    title: 'churn with a limit of time, its last setting in lower case',
    source: 'https://docs.aws.amazon.com/redshift/latest/dg/tutorial_customer_churn.html, as run in a region of China',
    tables: { customer_activity: customerActivity },
    sql: `CREATE MODEL customer_churn_auto_model FROM (SELECT state, account_length, area_code,
        total_charge/account_length AS average_daily_spend, cust_serv_calls/account_length AS average_daily_cases, churn
        FROM customer_activity WHERE  record_date < '2020-01-01')
      TARGET churn FUNCTION ml_fn_customer_churn_auto IAM_ROLE ${role} SETTINGS (S3_BUCKET 'bucket', max_runtime 1800);`,
  },
  {
    title: 'book: human against machine, a BOOLEAN target from a table in a schema',
    source: 'Amazon Redshift: The Definitive Guide (O’Reilly, 2023), chapter 6',
    tables: {
      'race.speed_training': [
        'city varchar(10)',
        'machine_distance decimal',
        'human_distance decimal',
        'weather varchar(5) = dry|wet|snow',
        'road_condition varchar(5) = good|bad',
        'machine_speed decimal',
        'human_speed decimal',
        'human_win_y_n boolean',
      ],
    },
    sql: `CREATE MODEL race.human_vs_machine FROM race.speed_training TARGET human_win_y_n FUNCTION fnc_will_human_win
      IAM_ROLE default SETTINGS (S3_BUCKET 'my_ml_bucket', MAX_RUNTIME 10800);`,
  },
];
