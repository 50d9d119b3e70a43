"""The few sizes that compiled code should meet, since it is compiled anew for each."""

from __future__ import annotations


def steps(shortest: int, longest: int) -> list[int]:
    """Numbers that grow by a third.

    Example:
        >>> steps(8, 40)
        [8, 12, 16, 21, 28, 37, 40]
    """
    found = [shortest]
    while found[-1] < longest:
        found.append(max(found[-1] * 4 // 3, found[-1] + 4))
    return [*(step for step in found if step < longest), longest]
