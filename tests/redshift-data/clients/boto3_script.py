"""Runs the Data API's life of a statement through boto3 and prints what it saw as JSON."""

import json
import os
import sys
import time

import boto3

data = boto3.client("redshift-data", endpoint_url=os.environ["DATA_API_ENDPOINT"])
workgroup, database, secret = sys.argv[1:]
where = {"WorkgroupName": workgroup, "Database": database, "SecretArn": secret}


def finished(statement_id):
    while True:
        described = data.describe_statement(Id=statement_id)
        if described["Status"] in ("FINISHED", "FAILED", "ABORTED"):
            return described
        time.sleep(0.05)


created = finished(data.execute_statement(**where, Sql="CREATE TABLE points (x INTEGER, label VARCHAR(10))")["Id"])
batch = finished(
    data.batch_execute_statement(
        **where, Sqls=["INSERT INTO points VALUES (1, 'a'), (2, NULL)", "SELECT COUNT(*) FROM points"]
    )["Id"]
)
selected = data.execute_statement(
    **where,
    Sql="SELECT x, label FROM points WHERE x <= :most ORDER BY x",
    Parameters=[{"name": "most", "value": "2"}],
)
finished(selected["Id"])
result = data.get_statement_result(Id=selected["Id"])
failed = finished(data.execute_statement(**where, Sql="SELECT * FROM absent")["Id"])
try:
    data.get_statement_result(Id=failed["Id"])
    refused = None
except data.exceptions.ResourceNotFoundException as error:
    refused = [error.response["Error"]["Code"], error.response["ResourceId"] == failed["Id"]]
pages = data.get_paginator("list_statements").paginate(Status="ALL", PaginationConfig={"PageSize": 2})

print(
    json.dumps(
        {
            "created": [created["Status"], created["HasResultSet"], created["CreatedAt"].year > 2000],
            "batch": [sub["Status"] for sub in batch["SubStatements"]],
            "count": data.get_statement_result(Id=batch["SubStatements"][1]["Id"])["Records"],
            "records": result["Records"],
            "types": [column["typeName"] for column in result["ColumnMetadata"]],
            "failed": [failed["Status"], failed["Error"].splitlines()[0]],
            "refused": refused,
            "pages": [len(page["Statements"]) for page in pages],
        }
    )
)
