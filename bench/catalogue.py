"""Every built-in plugin on one screen, and the decorators that add to them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from bench.registry import Registry

T = TypeVar("T")

adapters = Registry(
    "adapter",
    "textbench.adapters",
    {
        "csv": "bench.adapters.delimited:read_csv",
        "tsv": "bench.adapters.delimited:read_tsv",
        "keras-npz": "bench.adapters.keras_npz:read_keras_npz",
        "text-tree": "bench.adapters.text_tree:read_text_tree",
        "newsgroups": "bench.adapters.newsgroups:read_newsgroups",
    },
)

tokenizers = Registry(
    "tokenizer",
    "textbench.tokenizers",
    {
        "words": "bench.tokenizers.words:Words",
        "whitespace": "bench.tokenizers.whitespace:Whitespace",
        "char": "bench.tokenizers.char:Char",
        "raw": "bench.tokenizers.raw:Raw",
        "beside-text": "bench.tokenizers.beside_text:BesideText",
        "okt": ("bench.tokenizers.okt:Okt", "korean"),
        "komoran": ("bench.tokenizers.komoran:Komoran", "korean"),
        "hannanum": ("bench.tokenizers.hannanum:Hannanum", "korean"),
        "kkma": ("bench.tokenizers.kkma:Kkma", "korean"),
        "kiwi": ("bench.tokenizers.kiwi:Kiwi", "kiwi"),
    },
    offers="tokenize",
)

models = Registry(
    "model",
    "textbench.models",
    {
        "nb": "bench.models.nb:nb",
        "complement-nb": "bench.models.complement_nb:complement_nb",
        "tfidf-logreg": "bench.models.tfidf_logreg:tfidf_logreg",
        "tfidf-svm": "bench.models.tfidf_svm:tfidf_svm",
        "char-svm": "bench.models.char_svm:char_svm",
        "nb-svm": "bench.models.nb_svm:nb_svm",
        "tfidf-nb-svm": "bench.models.tfidf_nb_svm:tfidf_nb_svm",
        "char-nb-svm": "bench.models.char_nb_svm:char_nb_svm",
        "token-char-nb-svm": "bench.models.token_char_nb_svm:token_char_nb_svm",
        "hashed-sgd": "bench.models.hashed_sgd:hashed_sgd",
        "simple-rnn": ("bench.models.simple_rnn:simple_rnn", "neural"),
        "lstm": ("bench.models.lstm:lstm", "neural"),
        "gru": ("bench.models.gru:gru", "neural"),
        "cnn-lstm": ("bench.models.cnn_lstm:cnn_lstm", "neural"),
        "cnn-bilstm": ("bench.models.cnn_bilstm:cnn_bilstm", "neural"),
        "lstm-attention": ("bench.models.lstm_attention:lstm_attention", "neural"),
        "bilstm-attention": ("bench.models.bilstm_attention:bilstm_attention", "neural"),
        "transformer": ("bench.models.transformer:transformer", "neural"),
        "fasttext": ("bench.models.fasttext:fasttext", "neural"),
        "ngram-bag": ("bench.models.ngram_bag:ngram_bag", "neural"),
        "tfidf-bag": ("bench.models.tfidf_bag:tfidf_bag", "neural"),
        "nb-bag": ("bench.models.nb_bag:nb_bag", "neural"),
        "wide-mlp": ("bench.models.wide_mlp:wide_mlp", "neural"),
        "textcnn": ("bench.models.textcnn:textcnn", "neural"),
        "bilstm-max": ("bench.models.bilstm_max:bilstm_max", "neural"),
        "jamo-cnn": ("bench.models.jamo_cnn:jamo_cnn", "neural"),
    },
    offers="estimator",
)


def adapter(name: str) -> Callable[[T], T]:
    """Register an adapter: a function from a card's files and options to ``Rows``."""
    return _registration(adapters, name)


def tokenizer(name: str) -> Callable[[T], T]:
    """Register a tokenizer: a class with ``version`` and ``tokenize`` whose fields are its options."""
    return _registration(tokenizers, name)


def _registration(registry: Registry, name: str) -> Callable[[T], T]:
    def register(value: T) -> T:
        registry.register(name, value, origin=origin_of(value), module=value.__module__)
        return value

    return register


def origin_of(value: Any) -> str:
    """Where an object was defined: ``built-in``, a plugin's file, or a module."""
    module = str(getattr(value, "__module__", ""))
    if module.split(".")[0] == "bench":
        return "built-in"
    file = getattr(sys.modules.get(module), "__file__", None)
    return str(file or module)
