"""How quantities are written: one way for each kind, the same on every page."""

from __future__ import annotations

MISSING = "–"


def percent(share: float | None) -> str:
    """A share as a percentage with two decimals, without its sign.

    Example:
        >>> percent(0.98452)
        '98.45'
    """
    return MISSING if share is None else f"{100 * share:.2f}"


def points(difference: float) -> str:
    """A difference of two shares in percentage points, always signed.

    Example:
        >>> points(-0.0123), points(0.0)
        ('−1.23', '0.00')
    """
    text = f"{100 * abs(difference):.2f}"
    if text == "0.00":
        return text
    return ("+" if difference > 0 else "−") + text


def interval(low: float, high: float) -> str:
    """The ends of an interval of shares, in percent.

    Example:
        >>> interval(0.9741, 0.9904)
        '97.41–99.04'
    """
    return f"{percent(low)}–{percent(high)}"


def p_value(p: float) -> str:
    """A p-value, to the precision at which it says anything.

    Example:
        >>> p_value(1e-9), p_value(0.0312), p_value(0.71)
        ('< 0.001', '0.031', '0.71')
    """
    if p < 0.001:
        return "< 0.001"
    return f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def count(number: float | None) -> str:
    """A whole number with thousands marked.

    Example:
        >>> count(145393)
        '145,393'
    """
    return MISSING if number is None else f"{number:,.0f}"


def rate(per_second: float | None) -> str:
    """A throughput: whole from ten on, else with one decimal.

    Example:
        >>> rate(14023.4), rate(3.44)
        ('14,023', '3.4')
    """
    if per_second is None:
        return MISSING
    return f"{per_second:,.0f}" if per_second >= 10 else f"{per_second:.1f}"


def seconds(duration: float | None) -> str:
    """A duration in the unit that suits it.

    Example:
        >>> [seconds(value) for value in (0.00042, 0.42, 12.34, 192, 3840)]
        ['0.42 ms', '0.42 s', '12.3 s', '3 min 12 s', '1 h 04 min']
    """
    if duration is None:
        return MISSING
    if duration < 0.0995:
        return f"{1000 * duration:.2f} ms" if duration < 0.00995 else f"{1000 * duration:.1f} ms"
    if duration < 59.95:
        return f"{duration:.2f} s" if duration < 9.995 else f"{duration:.1f} s"
    whole = round(duration)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    minutes = round(duration / 60)
    return f"{minutes // 60} h {minutes % 60:02d} min"


def size(octets: float | None) -> str:
    """An amount of memory in decimal units.

    Example:
        >>> [size(value) for value in (812, 45_300, 312_400_000, 1_430_000_000)]
        ['812 B', '45 kB', '312 MB', '1.43 GB']
    """
    if octets is None:
        return MISSING
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if octets >= scale:
            return f"{octets / scale:.2f} {unit}" if unit == "GB" else f"{octets / scale:.0f} {unit}"
    return f"{octets:.0f} B"


def ratio(factor: float) -> str:
    """How many times, to two figures.

    Example:
        >>> ratio(139.6), ratio(2.345), ratio(0.5), ratio(1234)
        ('140', '2.3', '0.50', '1,200')
    """
    if factor >= 10:
        digits = len(str(int(factor))) - 2
        return f"{round(factor, -digits):,.0f}"
    return f"{factor:.1f}" if factor >= 1 else f"{factor:.2f}"
