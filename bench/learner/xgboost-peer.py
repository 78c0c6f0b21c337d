"""Answers, line by line and in JSON, what XGBoost does with one thread: loads a matrix, trains, predicts.

Features come as a file of float32 columns one after another, labels as a file of float32; predictions go to such a file.
"""
import json
import sys
import time

import numpy
import xgboost


def load(request):
    rows = request["rows"]
    features = numpy.fromfile(request["features"], dtype="float32").reshape(-1, rows).T
    state["features"] = numpy.ascontiguousarray(features)
    labels = numpy.fromfile(request["labels"], dtype="float32")
    training_rows = request["trainingRows"]
    state["training"] = xgboost.DMatrix(state["features"][:training_rows], labels[:training_rows], nthread=1)
    return {}


def train(request):
    parameters = {**request["parameters"], "tree_method": "hist", "nthread": 1, "verbosity": 0}
    begun = time.perf_counter()
    state["model"] = xgboost.train(parameters, state["training"], request["rounds"])
    return {"seconds": time.perf_counter() - begun}


def predict(request):
    first_row = request["firstRow"]
    begun = time.perf_counter()
    predictions = state["model"].inplace_predict(state["features"][first_row:])
    seconds = time.perf_counter() - begun
    predictions.astype("float32").tofile(request["predictions"])
    return {"seconds": seconds}


state = {}
commands = {"load": load, "train": train, "predict": predict}
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(commands[request["command"]](request)), flush=True)
