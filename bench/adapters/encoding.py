"""Decoding text, with an error that says where and what else to try."""

from __future__ import annotations

from pathlib import Path

from bench.errors import CardError, DataError

# In the order in which a wrong guess is least likely to pass unnoticed.
COMMON = ("utf-8", "cp949", "utf-16", "cp1252", "latin-1")


def decode(data: bytes, encoding: str, path: Path) -> str:
    """Bytes to text; a byte order mark is left out.

    Raises:
        CardError: There is no such encoding.
        DataError: The bytes are not in it; names the byte and the encodings that would do.
    """
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise CardError(
            f"there is no encoding '{encoding}'",
            where="source.options.encoding",
            remedy=f"try one of: {', '.join(COMMON)}",
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"byte {error.start} (0x{data[error.start]:02x}) is not {encoding}",
            where=path,
            remedy=f"set source.options.encoding to one of: {', '.join(fitting_encodings(data))}",
        ) from None


def fitting_encodings(data: bytes) -> list[str]:
    """The common encodings in which the bytes make sense, likeliest first."""
    return [encoding for encoding in COMMON if _fits(data, encoding)]


def _fits(data: bytes, encoding: str) -> bool:
    if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False  # any even number of bytes would pass
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    if encoding == "cp949":
        # Western text often passes, an accented letter and a plain one as a pair; in Korean both are high.
        high_bytes = len(data) - len(data.translate(None, bytes(range(128, 256))))
        return high_bytes > 1.9 * sum(not character.isascii() for character in text)
    return True
