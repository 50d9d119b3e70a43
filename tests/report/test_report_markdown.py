"""Markdown that says what the text says, whatever the text."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from bench.report.markdown import block, code, escape, linked, page, slug, table


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
        ("&amp;", "&amp;amp;"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[x](y) ![z](w)", r"\[x\](y) \!\[z\](w)"),
        ("# title", r"\# title"),
        ("- item", r"\- item"),
        ("1. item", "&#49;. item"),
        ("0.35", "0.35"),
        ("$x$", r"\$x\$"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\ttab", "two lines tab"),
        ("\x1b[31m\u202egnp", "\ufffd\\[31m\ufffdgnp"),
        (
            "https://a.example www.b.example c@d.example",
            "https&#58;//a.example www&#46;b.example c&#64;d.example",
        ),
        ("card@0a1b/words", "card@0a1b/words"),
        ("긍정", "긍정"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "text",
    [
        "a|b `c` *d* _e_ ~~f~~ [g](h) ![i](j) <k> &amp; &lt; \\ \\| $x$ #1 [^1] \u2028 z",
        "# h",
        "- [ ] box",
        "12) list",
        "> quote",
        "====",
        "---",
        "+ plus",
        "<!-- comment -->",
        "<script>alert('x')</script>",
        "[x]: https://evil.example",
        "``` fence",
        "    code",
        "\\",
    ],
)
def test_a_renderer_shows_escaped_text_as_it_was(text: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = renderer.parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = tokens[1].children or []
    assert {token.type for token in shown} <= {"text", "text_special"}
    assert "".join(token.content for token in shown) == " ".join(text.split())
    cells = renderer.parse(table(["a", "b"], [[escape(text), code(text)]], "ll"))
    for cell in [token for token in cells if token.type == "inline"][2:]:
        words = [token.content for token in cell.children or [] if token.type != "html_inline"]
        assert "".join(words) == " ".join(text.split())


def test_addresses_are_links_only_where_asked_for() -> None:
    assert linked("see https://a.example/b_c, or <that>") == "see <https://a.example/b_c>, or &lt;that&gt;"
    assert linked("https://a.example/>x") == "<https://a.example/>&gt;x"


def test_a_fence_is_longer_than_any_inside() -> None:
    assert block("```\nx\x07", "sh") == "````sh\n```\nx\ufffd\n````"


def test_hangul_columns_line_up() -> None:
    text = table(["낱말", "count"], [["영화", "12"], ["abc", "1,234"]], "lr")
    assert {wcswidth(line) for line in text.splitlines()} == {20}


def test_code_pages_and_file_names() -> None:
    assert code("a|<b>") == r"<code>a\|&lt;b&gt;</code>"
    assert page("a\n", "", "b") == "a\n\nb\n"
    assert [slug(name) for name in ("../x y", "readme", "***", "lstm.v2")] == [
        "x-y",
        "readme-page",
        "unnamed",
        "lstm.v2",
    ]
