import type { TableShape } from './aws-statement.ts';

// Tables that several of AWS's statements read.

/** Calls of a mobile operator's customers. */
export const customerActivity: TableShape = [
  'state varchar(2)',
  'account_length int = 1..200',
  'area_code int = 408..415',
  'phone varchar(8)',
  'intl_plan varchar(3) = yes|no',
  'vmail_plan varchar(3) = yes|no',
  'vmail_message int',
  'day_mins float',
  'day_calls int',
  'day_charge float',
  'total_charge float',
  'eve_mins float',
  'eve_calls int',
  'eve_charge float',
  'night_mins float',
  'night_calls int',
  'night_charge float',
  'intl_mins float',
  'intl_calls int',
  'intl_charge float',
  'cust_serv_calls int = 0..9',
  'churn varchar(6) = True.|False.',
  'record_date date = 2019-01-01..2019-12-31',
];

/** Measures of shells. */
export const abaloneXgb: TableShape = [
  'length_val float',
  'diameter float',
  'height float',
  'whole_weight float',
  'shucked_weight float',
  'viscera_weight float',
  'shell_weight float',
  'rings int = 1..29',
  'record_number int = 1..2499',
];

/** The same with the sex, as the linear learner's tutorial has them. */
export const abaloneTraining: TableShape = [
  'id int',
  'sex char(1) = M|F|I',
  'length float',
  'diameter float',
  'height float',
  'whole float',
  'shucked float',
  'viscera float',
  'shell float',
  'rings integer = 1..29',
];

/** Measures of banknotes. */
export const banknotes: TableShape = [
  'variance float',
  'skewness float',
  'curtosis float',
  'entropy float',
  'class int = 0|1',
];

/** Sales of an online shop by customer. */
export const ecommerceSales: TableShape = [
  'customerid bigint',
  'country varchar(25)',
  'stockcode varchar(30)',
  'description varchar(60)',
  'invoicedate varchar(30)',
  'sales_amt float8',
  'nbr_months_active bigint = 1..13',
];

/** Rides of a bicycle rental by hour. */
export const rentals: TableShape = [
  'trip_count bigint = 1..400',
  'trip_hour int = 0..23',
  'trip_day int = 1..31',
  'trip_month int = 1..12',
  'trip_year int = 17..18',
  'trip_quarter int = 1..4',
  'trip_month_week int = 1..5',
  'trip_week_day int = 1..7',
  'temp_c decimal(5,2)',
  'precip_amount_mm decimal(5,2)',
  'is_holiday int = 0|1',
];

/** Calls of a bank's campaign. */
export const bankDetails: TableShape = [
  'age numeric = 18..90',
  '"job" varchar',
  'marital varchar = married|single|divorced',
  'education varchar',
  '"default" varchar = yes|no|unknown',
  'housing varchar = yes|no',
  'loan varchar = yes|no',
  'contact varchar = cellular|telephone',
  'month varchar = may|jun|jul',
  'day_of_week varchar = mon|tue|wed|thu|fri',
  'duration numeric',
  'campaign numeric = 1..9',
  'pdays numeric',
  'previous numeric = 0..5',
  'poutcome varchar = failure|nonexistent|success',
  'emp_var_rate numeric',
  'cons_price_idx numeric',
  'cons_conf_idx numeric',
  'euribor3m numeric',
  'nr_employed numeric',
  'y boolean',
];

/** A bank's or a shop's customers in segments. */
export const customerSegments: TableShape = [
  'id numeric',
  'gender varchar = Male|Female',
  'ever_married varchar = Yes|No',
  'age numeric = 18..90',
  'graduated varchar = Yes|No',
  'profession varchar',
  'work_experience numeric = 0..14',
  'spending_score varchar = Low|Average|High',
  'family_size numeric = 1..9',
  'var_1 varchar = Cat_1|Cat_2|Cat_3',
  'segmentation varchar = A|B|C|D',
];

/** Tickets of sporting events. */
export const tickets: TableShape = [
  'ticket_id double precision',
  'event_id bigint',
  'sport character varying(500) = baseball|football',
  'event_date_time timestamp',
  'home_team character varying(500)',
  'away_team character varying(500)',
  'location character varying(500)',
  'city character varying(500)',
  'seat_level bigint = 1..5',
  'seat_section bigint = 1..30',
  'seat_row character varying(500)',
  'seat bigint = 1..40',
  'list_ticket_price double precision',
  'final_ticket_price double precision',
  'ticketholder character varying(500)',
];

/** Prices of houses by place. */
export const housingPrices: TableShape = [
  'median_income decimal(10,6)',
  'latitude decimal(10,2)',
  'longitude decimal(10,2)',
];

/** Payments by card with what is known of customer and terminal. */
export const paymentHistory: TableShape = [
  'transaction_id integer',
  'tx_datetime timestamp',
  'tx_amount decimal(9,2)',
  'tx_fraud integer = 0|1',
  'tx_during_weekend integer = 0|1',
  'tx_during_night integer = 0|1',
  'customer_id_nb_tx_1day_window decimal(9,2)',
  'customer_id_avg_amount_1day_window decimal(9,2)',
  'customer_id_nb_tx_7day_window decimal(9,2)',
  'customer_id_avg_amount_7day_window decimal(9,2)',
  'customer_id_nb_tx_30day_window decimal(9,2)',
  'customer_id_avg_amount_30day_window decimal(9,2)',
  'terminal_id_nb_tx_1day_window decimal(9,2)',
  'terminal_id_risk_1day_window decimal(9,2)',
  'terminal_id_nb_tx_7day_window decimal(9,2)',
  'terminal_id_risk_7day_window decimal(9,2)',
  'terminal_id_nb_tx_30day_window decimal(9,2)',
  'terminal_id_risk_30day_window decimal(9,2)',
];

/** The same, scaled, as the book's view has them. */
export const paymentHistoryScaled: TableShape = [
  'tx_datetime timestamp',
  's_tx_amount float',
  'tx_fraud integer = 0|1',
  'tx_during_weekend_ind integer = 0|1',
  'tx_during_weekday_ind integer = 0|1',
  'tx_during_night_ind integer = 0|1',
  'tx_during_day_ind integer = 0|1',
  ...paymentHistory.slice(6).map((column) => `s_${column}`),
];

/** Guests of hotels, as a book's overview chapter has them. */
export const reservations: TableShape = [
  'customerid bigint',
  'city character varying(50)',
  'reservation_date timestamp',
  'loyalty_program character(1) = Y|N',
  'age bigint = 18..90',
  'marital_status character(1) = Y|N',
  'cancelled character(1) = Y|N',
];

/** Borrowers, as the sample of a prediction service has them. */
export const loans: TableShape = [
  'age int = 18..90',
  'gender varchar(10) = Male|Female',
  'income int = 10000..200000',
  'loan_type varchar(30) = Personal|Mortgage|Auto',
  'loan_amount int = 1000..500000',
  'interest_rate float',
  'loan_term int = 6..360',
  'loan_interest_rate float',
  'credit_score int = 300..850',
  'employment_status varchar(30) = Employed|Unemployed',
  'marital_status varchar(30) = Single|Married',
  'remediation_strategy varchar(60) = Forbearance|Refinancing|Deferment',
  'missed_payments int = 0..12',
  'missed_payments_duration int = 0..360',
  'successful boolean',
  '"timestamp" date = 2022-01-01..2022-12-31',
];

/** Orders of shop customers in past and present. */
export const lifetimeValues: TableShape = [
  ...(
    'historical_day_cnt historical_order_cnt historical_order_amount historical_agv_amount_per_order ' +
    'historical_std_amount_per_order historical_max_amount_per_order historical_orderday_cnt ' +
    'historical_agv_order_per_orderday historical_std_order_per_orderday historical_agv_amount_per_orderday ' +
    'historical_std_amount_per_orderday historical_max_amount_per_day avg_day_interval std_day_interval monthly_day_cnt ' +
    'monthly_order_cnt monthly_order_amount monthly_agv_amount_per_order monthly_std_amount_per_order ' +
    'monthly_max_amount_per_order monthly_orderday_cnt monthly_agv_order_per_orderday monthly_std_order_per_orderday ' +
    'monthly_agv_amount_per_orderday monthly_std_amount_per_orderday monthly_max_amount_per_day ltv7 ltv14 ltv30 ' +
    'today_order_cnt today_order_amount today_agv_amount_per_order today_std_amount_per_order today_max_amount_per_order'
  )
    .split(' ')
    .map((name) => `${name} float`),
  'label float = 1..2000',
];
