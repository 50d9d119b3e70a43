"""An explanation made up for the tests: hostile letters, Hangul, nothing trained."""

from __future__ import annotations

from bench.explain.explanation import Explanation, Judged, Look, Strongest, Weighed

HOSTILE = '<script>alert("1")</script>&\u202e'

_DOCUMENTS = (Judged("긍정", "부정", 0.75), Judged(None, "긍정", None))
_TOKENS = Weighed(("이", "영화", HOSTILE), (0.1, 0.2, 0.5), unknown=(1,), elsewhere=0.2)
EXPLANATION = Explanation(
    key="0123456789abcdef",
    signature="reviews@aaaaaaaa/okt/mine:units=8/3",
    card={"name": "reviews", "title": f"영화 {HOSTILE}", "language": "ko"},
    tokenizer="okt:stem=true",
    model="mine:units=8",
    seed=3,
    texts="the bundled sample reviews-sample",
    agreement=0.9975,
    documents=_DOCUMENTS,
    looks=(
        Look("attention", "MultiHeadAttention", "heads and queries", (_TOKENS, Weighed((), ()))),
        Look("contributions", "", "", (Weighed(("굿", "bad"), (1.5, -2.5)), Weighed(("굿",), (0.0,)))),
    ),
    weights="coefficients",
    strongest=(Strongest("긍정", (("굿", 2.5), ("a b", 1.0))), Strongest(HOSTILE, ())),
)
"""Two documents, an attention and contributions; tokens that try to break out."""
