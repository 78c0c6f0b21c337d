"""Reads judging requests on stdin and answers with the real XGBoost's predictions on stdout, each a line of JSON.

Request: columns (null is missing), labels, trainingRows, model (JSON text), parameters, rounds.
Answer: `loaded`, predictions of the given model for all rows; `trained`, predictions of a model that XGBoost trains on
trainingRows with the same hyperparameters; `trainedModel`, that model's JSON text.
"""
import json
import os
import sys
import tempfile

import numpy
import xgboost


def judge(request, path):
    columns = [[numpy.nan if value is None else value for value in column] for column in request["columns"]]
    features = numpy.array(columns, dtype="float32").T
    labels = numpy.array(request["labels"], dtype="float32")
    rows = numpy.array(request["trainingRows"])
    with open(path, "w") as file:
        file.write(request["model"])
    ours = xgboost.Booster()
    ours.load_model(path)
    names = ours.feature_names
    everything = xgboost.DMatrix(features, feature_names=names)
    parameters = {**request["parameters"], "tree_method": "hist", "nthread": 1, "verbosity": 0}
    training = xgboost.DMatrix(features[rows], labels[rows], feature_names=names)
    theirs = xgboost.train(parameters, training, request["rounds"])
    theirs.save_model(path)
    with open(path) as file:
        trained_model = file.read()
    return {
        "loaded": ours.predict(everything).astype(float).ravel().tolist(),
        "trained": theirs.predict(everything).astype(float).ravel().tolist(),
        "trainedModel": trained_model,
    }


with tempfile.TemporaryDirectory() as folder:
    for line in sys.stdin:
        print(json.dumps(judge(json.loads(line), os.path.join(folder, "model.json"))), flush=True)
