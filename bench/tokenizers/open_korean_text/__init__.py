"""Open Korean Text's analysis of Hangul with Open Korean Text's own words, but many chunks at a time.

The library parses a chunk (a run of Hangul syllables) by itself. Its method is described by its sources and
tests: a beam search over the ways to cut the chunk into words of its dictionaries, in an order of parts of
speech that a grammar allows, with the lowest penalty. The same search is done here with NumPy on thousands
of chunks of one length at once. What it gives was compared with the library's result, token for token, on
every review of NSMC; ``tests/tokenizers`` does so again.

Words, frequencies and conjugated forms are read from the library at run time, so nothing of its data is
copied; where konlpy brings another release of it than the one this was written after, texts go to the
library itself.

Reference:
    Open Korean Text 2.1.0 (Apache License 2.0), https://github.com/open-korean-text/open-korean-text.
"""
