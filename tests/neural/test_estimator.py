"""The scikit-learn estimator around a Keras function."""

from __future__ import annotations

import pickle
from typing import Any

import keras
import numpy as np
import pytest
from keras import Model, Sequential, layers
from sklearn.base import clone
from sklearn.metrics import log_loss
from sklearn.model_selection import GridSearchCV

from bench import KerasTextClassifier, TextSpec
from bench.errors import DataError, PluginError
from bench.models.lstm import lstm
from bench.neural.validation import split_validation
from bench.neural.vocabulary import pad


def average(spec: TextSpec, units: int = 4, rate: float = 0.0) -> Model:
    """The quickest model there is to build and train."""
    return Sequential(
        [
            layers.Input((spec.length,), dtype="int32"),
            layers.Embedding(spec.vocabulary_size, units),
            layers.GlobalAveragePooling1D(),
            layers.Dropout(rate),
            spec.output_layer(),
        ]
    )


def texts_and_labels(count: int = 60, noise: float = 0.0) -> tuple[list[str], np.ndarray[Any, Any]]:
    random = np.random.default_rng(1)
    labels = np.arange(count) % 2
    told = np.where(random.random(count) < noise, 1 - labels, labels)
    return [f"{'good' if label else 'bad'} film {random.integers(5)}" for label in told], labels


def make(build: Any = average, **options: Any) -> KerasTextClassifier:
    quick = {"length": 6, "epochs": 2, "batch_size": 16, "random_state": 0, "validation_fraction": 0.2}
    return KerasTextClassifier(build, **{**quick, **options})


def held_out(labels: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return split_validation(labels, 0.2, 0)[1]


def test_history_timings_and_sizes() -> None:
    texts, labels = texts_and_labels()
    fitted = make().fit(texts, labels)
    assert len(fitted.history_) == 2
    assert all(
        set(epoch) == {"loss", "accuracy", "val_loss", "val_accuracy", "seconds"} and epoch["seconds"] > 0
        for epoch in fitted.history_
    )
    assert set(fitted.timings_) == {"encode", "fit"}
    assert fitted.documents_per_epoch_ == 48
    # 0 and unknown, then: film, good, bad, 0 to 4.
    assert fitted.vocabulary_.size == 10
    assert fitted.parameters() == 10 * 4 + 5
    assert [(layer["type"], layer["output_shape"], layer["parameters"]) for layer in fitted.layers()] == [
        ("Embedding", [None, 6, 4], 40),
        ("GlobalAveragePooling1D", [None, 4], 0),
        ("Dropout", [None, 4], 0),
        ("Dense", [None, 1], 5),
    ]


def test_labels_may_be_of_any_kind() -> None:
    texts, labels = texts_and_labels()
    fitted = make(epochs=10, learning_rate=0.1).fit(texts, np.where(labels, "pos", "neg"))
    assert fitted.classes_.tolist() == ["neg", "pos"]
    assert fitted.predict(["good film", "bad film"]).tolist() == ["pos", "neg"]


def test_the_vocabulary_knows_the_training_part_alone() -> None:
    texts, labels = texts_and_labels()
    fitted = make().fit(texts, labels)
    before = dict(fitted.vocabulary_.ids)
    fitted.predict(["never seen before"])
    assert fitted.vocabulary_.ids == before
    assert "never" not in before


def test_a_model_is_built_for_the_documents_that_it_is_trained_on() -> None:
    told: list[TextSpec] = []

    def listening(spec: TextSpec) -> Any:
        told.append(spec)
        return average(spec)

    texts = [f"{label} w{n}" for n, label in enumerate(["good", "bad"] * 10)]
    fitted = KerasTextClassifier(
        listening, epochs=1, length=3, validation_fraction=0.2, refit=True, random_state=0
    ).fit(texts, [1, 0] * 10)
    watched, all_of_them = told
    assert (len(watched.documents), len(all_of_them.documents)) == (16, 20)
    good = fitted.vocabulary_.ids["good"]
    for spec in told:
        assert [int(good in ids) for ids in spec.documents] == list(spec.labels)


def test_encoding_options_reach_the_vocabulary() -> None:
    texts, labels = texts_and_labels()
    fitted = make(max_tokens=5, start=True, unknown="drop", epochs=1).fit(texts, labels)
    assert fitted.vocabulary_.size == fitted.spec_.vocabulary_size == 5
    assert (fitted.vocabulary_.start, fitted.vocabulary_.unknown) == (1, None)


def test_without_a_length_the_longest_document_gives_it() -> None:
    texts, labels = texts_and_labels()
    fitted = make(length=None, epochs=1).fit([*texts, "one two three four five"], [*labels, 0])
    assert fitted.spec_.length == 5
    assert make(length=None, epochs=1).fit([""] * 10, [0, 1] * 5).predict([""]).shape == (1,)


def test_the_best_weights_are_kept_though_training_went_on_to_its_end() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    fitted = make(epochs=12, learning_rate=0.3, patience=None).fit(texts, labels)
    watched = [epoch["val_loss"] for epoch in fitted.history_]
    assert len(watched) == 12
    assert min(watched) < watched[-1] - 1e-3, "the case is too easy to tell anything"
    held = held_out(labels)
    reached = log_loss(labels[held], fitted.predict_proba([texts[i] for i in held]))
    assert reached == pytest.approx(min(watched), abs=1e-4)


def test_without_restoring_the_last_weights_stay() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    fitted = make(epochs=8, learning_rate=0.3, patience=None, restore_best=False).fit(texts, labels)
    held = held_out(labels)
    reached = log_loss(labels[held], fitted.predict_proba([texts[i] for i in held]))
    assert reached == pytest.approx(fitted.history_[-1]["val_loss"], abs=1e-4)


def test_training_stops_when_patience_is_over() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    fitted = make(epochs=40, learning_rate=0.3, patience=2).fit(texts, labels)
    watched = [epoch["val_loss"] for epoch in fitted.history_]
    assert len(watched) == watched.index(min(watched)) + 1 + 2 < 40


def test_the_learning_rate_falls_on_a_plateau() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    fitted = make(epochs=10, learning_rate=0.3, patience=None, reduce_after=1, reduce_factor=0.5).fit(
        texts, labels
    )
    rate = float(fitted.model_.optimizer.learning_rate)
    assert rate < 0.3
    assert np.log2(0.3 / rate) == pytest.approx(round(np.log2(0.3 / rate)))


def test_clipped_training_takes_no_long_step() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    options: dict[str, Any] = {"epochs": 1, "optimizer": "sgd", "learning_rate": 30.0}
    clipped, free = (
        make(**options, global_clipnorm=length).fit(texts, labels).history_ for length in (1e-6, None)
    )
    assert clipped[0]["val_loss"] == pytest.approx(np.log(2), abs=0.05), "as it was before training"
    assert abs(free[0]["val_loss"] - clipped[0]["val_loss"]) > 0.01


def test_refitting_trains_on_everything_for_the_best_number_of_epochs() -> None:
    texts, labels = texts_and_labels(noise=0.4)
    options: dict[str, Any] = {"epochs": 12, "learning_rate": 0.3, "patience": 2}
    watched = [epoch["val_loss"] for epoch in make(**options).fit(texts, labels).history_]
    again = make(**options, refit=True).fit(texts, labels)
    assert [epoch["val_loss"] for epoch in again.history_] == pytest.approx(watched), "as it was watched"
    batches_of_all = -(-len(texts) // again.batch_size)
    best = watched.index(min(watched)) + 1
    assert int(again.model_.optimizer.iterations) == best * batches_of_all


def test_without_a_validation_part_all_is_trained_on() -> None:
    texts, labels = texts_and_labels()
    fitted = make(validation_fraction=0).fit(texts, labels)
    assert fitted.documents_per_epoch_ == len(texts)
    assert set(fitted.history_[0]) == {"loss", "accuracy", "seconds"}


def test_batches_of_similar_length_predict_what_full_length_does() -> None:
    """An LSTM with a mask: what is padded cannot matter, not even where a document is all padding."""
    random = np.random.default_rng(0)
    texts = ["", *(" ".join(random.choice(list("abcdefg"), size)) for size in random.integers(1, 60, 80))]
    labels = np.arange(len(texts)) % 3
    fitted = make(lstm, model_params={"units": 5, "embedding": 6}, batches="bucketed", length=40).fit(
        texts, labels
    )
    assert fitted.spec_.length is None
    rows = pad(fitted.vocabulary_.encode(texts), 40)
    full = np.asarray(fitted.model_.predict_on_batch(rows))
    np.testing.assert_allclose(fitted.predict_proba(texts), full, atol=1e-5)
    np.testing.assert_allclose(fitted.predict_proba([""]), full[:1], atol=1e-5)


@pytest.mark.parametrize("seed", [0, 1])
def test_training_bears_batches_of_any_mix_of_lengths(seed: int) -> None:
    """Most of one length and a few longer: the first two batches would have the same shape."""
    texts = ["a b c"] * 60 + ["a b c d " * 8] * 20
    fitted = make(
        lstm,
        model_params={"units": 2, "embedding": 2},
        batches="bucketed",
        length=40,
        random_state=seed,
        batch_size=4,
    )
    assert len(fitted.fit(texts, np.arange(80) % 2).history_) == 2


def test_a_model_without_an_input_layer_is_built_before_its_loss_is_chosen() -> None:
    def unbuilt(spec: TextSpec) -> Model:
        return Sequential(
            [
                layers.Embedding(spec.vocabulary_size, 4),
                layers.GlobalAveragePooling1D(),
                layers.Dense(spec.classes, activation="softmax"),
            ]
        )

    texts, labels = texts_and_labels()
    fitted = make(unbuilt, epochs=10, learning_rate=0.1).fit(texts, labels)
    assert fitted.model_.loss == "sparse_categorical_crossentropy"
    assert (fitted.predict(texts) == labels).all()


def test_a_subclass_of_model_will_do() -> None:
    class Own(Model):  # type: ignore[misc]
        def __init__(self, spec: TextSpec) -> None:
            super().__init__()
            self.embed, self.pool = layers.Embedding(spec.vocabulary_size, 4), layers.GlobalMaxPooling1D()
            self.out = spec.output_layer()

        def call(self, ids: Any) -> Any:
            return self.out(self.pool(self.embed(ids)))

    texts, labels = texts_and_labels()
    fitted = make(Own, epochs=10, learning_rate=0.1).fit(texts, labels)
    assert (fitted.predict(texts) == labels).all()
    assert fitted.parameters() == 45


def test_a_compiled_model_keeps_its_own_loss() -> None:
    def compiled(spec: TextSpec) -> Model:
        model = average(spec)
        model.compile(optimizer="sgd", loss="mean_squared_error", metrics=["accuracy"])
        return model

    fitted = make(compiled).fit(*texts_and_labels())
    assert fitted.model_.loss == "mean_squared_error"
    assert isinstance(fitted.model_.optimizer, keras.optimizers.SGD)


@pytest.mark.parametrize(("units", "classes"), [(3, 2), (1, 3), (2, 3)])
def test_an_output_of_another_width_is_refused(units: int, classes: int) -> None:
    def wrong(spec: TextSpec) -> Model:
        return Sequential([layers.Input((spec.length,)), layers.Dense(units, activation="softmax")])

    with pytest.raises(
        PluginError, match=f"ends in {units} units for {classes} classes; end it with spec.output_layer"
    ):
        make(wrong).fit(["a b"] * 12, np.arange(12) % classes)


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"padding": "left"}, "padding='left' is none of post, pre"),
        ({"truncating": "end"}, "truncating='end' is none of post, pre"),
        ({"unknown": "keep"}, "unknown='keep' is none of token, drop"),
        ({"batches": "big"}, "batches='big' is none of fixed, bucketed"),
    ],
)
def test_a_wrong_option_is_said(option: dict[str, Any], problem: str) -> None:
    with pytest.raises(PluginError, match=problem):
        make(**option).fit(*texts_and_labels())


def test_one_class_or_too_few_labels_are_not_enough() -> None:
    with pytest.raises(DataError, match="2 documents and 2 labels of 1 classes are not enough to fit"):
        make().fit(["a", "b"], [1, 1])
    with pytest.raises(DataError, match="2 documents and 3 labels"):
        make().fit(["a", "b"], [0, 1, 1])


def test_an_unfitted_estimator_can_be_pickled_and_cloned() -> None:
    estimator = make(model_params={"units": 3})
    for copy in (clone(estimator), pickle.loads(pickle.dumps(estimator))):
        assert copy.get_params() == estimator.get_params()


def test_the_model_s_parameters_are_parameters_of_the_estimator() -> None:
    estimator = make()
    assert {"model__units": 4, "model__rate": 0.0}.items() <= estimator.get_params().items()
    estimator.set_params(model__units=7, epochs=3)
    assert (estimator.model_params, estimator.epochs) == ({"units": 7}, 3)
    assert estimator.get_params()["model__units"] == 7
    with pytest.raises(ValueError, match="the model has no parameter 'unit'"):
        estimator.set_params(model__unit=7)
    with pytest.raises(ValueError, match="epoch"):
        estimator.set_params(epoch=7)


def test_grid_search_over_the_model_s_parameters() -> None:
    texts, labels = texts_and_labels()
    search = GridSearchCV(make(epochs=1), {"model__units": [3]}, cv=2, error_score="raise")
    found = search.fit(texts, labels).best_estimator_
    assert search.best_params_ == {"model__units": 3}
    assert found.model_.layers[0].output_dim == 3


def test_a_listener_is_told_of_each_epoch() -> None:
    events: list[dict[str, Any]] = []
    estimator = make(epochs=3)
    estimator.fit(*texts_and_labels(), callbacks=estimator.epoch_callbacks(events.append))
    ends = [event for event in events if "val_loss" in event["metrics"]]
    assert [(event["epoch"], event["epochs"], event["batch"], event["batches"]) for event in ends] == [
        (1, 3, 3, 3),
        (2, 3, 3, 3),
        (3, 3, 3, 3),
    ]


def test_half_precision_is_kept_through_a_pickle_and_ends_with_the_model() -> None:
    texts, labels = texts_and_labels()
    fitted = make(epochs=1, precision="mixed_bfloat16").fit(texts, labels)
    assert fitted.model_.layers[0].compute_dtype == "bfloat16"
    assert keras.config.dtype_policy().name == "float32"
    again = pickle.loads(pickle.dumps(fitted))
    np.testing.assert_array_equal(again.predict_proba(texts), fitted.predict_proba(texts))


def test_a_precision_that_is_none_is_refused() -> None:
    with pytest.raises(PluginError, match="precision='half'"):
        make(precision="half").fit(*texts_and_labels())
