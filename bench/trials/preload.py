"""What the forkserver loads once, so that no classical trial waits for it. Never Keras, never a JVM."""

import sklearn.feature_extraction.text
import sklearn.linear_model
import sklearn.model_selection
import sklearn.naive_bayes
import sklearn.pipeline
import sklearn.svm  # noqa: F401

import bench.catalogue
import bench.models.plugin
import bench.trials.worker  # noqa: F401
