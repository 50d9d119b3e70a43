"""Memory that a training step gives back, kept for the next step."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8  # malloc.h of the GNU C library
_NEVER = 2**31 - 1


def keep_freed_memory() -> bool:
    """Have the C library keep what is freed, in one heap for all threads, as long as the process lives.

    Of its own accord it gives large arrays back to the system as soon as they are freed. The next step asks
    for them anew, and each page is cleared once more. Where that is slow, it is up to half of the time in
    which a network of large embeddings, such as a bag of n-grams, trains with Adam; elsewhere it is nothing.

    For a process that does nothing else, before it begins.

    Returns:
        Whether it could be told: it is the GNU C library. Others are left as they are.

    Reference:
        https://man7.org/linux/man-pages/man3/mallopt.3.html
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library, or no such thing
        return False
    # Large arrays come from the heap, of which there is one, and whose end is never cut off.
    options = {_ARENA_MAX: 1, _MMAP_MAX: 0, _TRIM_THRESHOLD: _NEVER}
    return all([mallopt(option, value) for option, value in options.items()])
