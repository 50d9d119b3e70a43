"""The HTML page: whole, escaped, with nothing from outside."""

from __future__ import annotations

from html.parser import HTMLParser

from bench.report.explanation_page import html_page
from tests.explain.example import EXPLANATION


class Reader(HTMLParser):
    """Collects tags with their attributes, and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_tags_are_closed_and_none_comes_from_data() -> None:
    reader = read(html_page(EXPLANATION))
    assert reader.open == []
    assert {tag for tag, _ in reader.tags} == {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "code", "figure", "figcaption",
        "i", "div", "table", "tr", "th", "td",
    }  # fmt: skip
    assert not any({"src", "href", "onload"} & set(attributes) for _, attributes in reader.tags)
    assert '<script>alert("1")</script>&\ufffd' in "".join(reader.text)
    assert "\u202e" not in html_page(EXPLANATION)


def test_the_deepest_ground_is_the_greatest_weight_and_signs_have_colours() -> None:
    cells = [attributes for tag, attributes in read(html_page(EXPLANATION)).tags if tag == "i"]
    assert [cell["class"] for cell in cells] == ["for", "for unknown", "for", "for", "against", "for"]
    assert [cell["title"] for cell in cells] == ["0.1", "0.2", "0.5", "1.5", "-2.5", "0"]
    assert cells[2]["style"] == cells[4]["style"] == "--share:0.700"
    assert cells[0]["style"] == "--share:0.140"


def test_it_says_what_it_shows() -> None:
    text = "".join(read(html_page(EXPLANATION)).text)
    for said in (
        "true: 긍정, predicted: 부정 (75.00 %), wrong; 20.00 % of the attention lies on padding",
        "predicted: 긍정",
        "means over heads and queries",
        "99.75 % of its predictions are the record's",
        "the bundled sample reviews-sample",
        "(no tokens)",
    ):
        assert said in text
    assert 'lang="ko"' in html_page(EXPLANATION)
