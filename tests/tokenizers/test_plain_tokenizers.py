from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.catalogue import tokenizers
from bench.tokenizers.base import halves, join_tokens, to_documents
from bench.tokenizers.beside_text import BesideText
from bench.tokenizers.char import Char
from bench.tokenizers.raw import Raw
from bench.tokenizers.whitespace import Whitespace
from bench.tokenizers.words import FILTERS, Words

PLAIN = ["words", "whitespace", "char", "raw", "beside-text"]


def test_words_follow_the_keras_rule() -> None:
    text = "Don't CALL 555-0199!\tIt's\nfree_of charge (£5) a\rb"
    assert Words().tokenize([text]) == [
        ["don't", "call", "555", "0199", "it's", "free", "of", "charge", "£5", "a\rb"]
    ]


@given(st.text())
def test_words_equal_what_keras_would_do_by_hand(text: str) -> None:
    folded = "".join(" " if character in FILTERS else character for character in text.lower())
    assert Words().tokenize([text]) == [[word for word in folded.split(" ") if word]]


def test_words_keep_case_on_demand() -> None:
    assert Words(lower=False).tokenize(["Win NOW"]) == [["Win", "NOW"]]


@given(st.lists(st.text()))
def test_joined_tokens_split_into_as_many(tokens: list[str]) -> None:
    assert len(join_tokens(tokens).split()) == len([token for token in tokens if token])


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1)))
def test_tokens_without_white_space_come_back(tokens: list[str]) -> None:
    assert join_tokens(tokens).split() == tokens


def test_white_space_in_a_token_is_escaped_character_by_character() -> None:
    assert join_tokens(["New  York", "a\tb", "", " "]) == "New▁▁York a▁b ▁"
    assert join_tokens(["a b", ""]) == "a▁b"


def test_char_and_whitespace() -> None:
    assert to_documents(Char(), ["굿 굿", ""]) == ["굿 ▁ 굿", ""]
    assert to_documents(Whitespace(), [" a\u3000b\n", "  "]) == ["a b", ""]


def test_raw_documents_are_the_texts_themselves() -> None:
    texts = ["  two  spaces ", "", "line\nline"]
    assert to_documents(Raw(), texts) == texts


@given(st.text(), st.sampled_from(["words", "char", "whitespace"]))
def test_tokens_beside_their_text_come_apart_again(text: str, of: str) -> None:
    (document,) = to_documents(BesideText(of=of), [text])
    tokens = to_documents(tokenizers[of](), [text])[0].replace("␞", "")
    assert halves(document) == (tokens, text)


def test_a_document_that_is_not_of_two_halves_is_both() -> None:
    assert halves("so good") == ("so good", "so good")


def test_the_version_beside_the_text_is_that_of_the_other_tokenizer_too() -> None:
    assert BesideText(of="words").version != BesideText(of="char").version
    assert Words().version in BesideText(of="words").version


def test_progress_sums_to_the_number_of_documents() -> None:
    texts = ["a b"] * 700 + [""]
    for name in PLAIN:
        told: list[int] = []
        documents = to_documents(tokenizers[name](), texts, told.append)
        assert sum(told) == len(texts) == len(documents)


def test_versions_are_text_and_equal_for_equal_options() -> None:
    for name in PLAIN:
        assert tokenizers[name]().version == tokenizers[name]().version != ""
