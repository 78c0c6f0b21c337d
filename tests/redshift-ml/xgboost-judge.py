"""Reads a judging request on stdin and answers with the real XGBoost's predictions on stdout, both JSON.

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

request = json.load(sys.stdin)
columns = [[numpy.nan if value is None else value for value in column] for column in request["columns"]]
features = numpy.array(columns, dtype="float32").T
labels = numpy.array(request["labels"], dtype="float32")
rows = numpy.array(request["trainingRows"])

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "model.json")
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

answer = {
    "loaded": ours.predict(everything).astype(float).ravel().tolist(),
    "trained": theirs.predict(everything).astype(float).ravel().tolist(),
    "trainedModel": trained_model,
}
json.dump(answer, sys.stdout)
