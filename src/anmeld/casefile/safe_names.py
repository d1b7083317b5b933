"""Names of files and folders that every platform can hold, and no two of them alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 100
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\s\u2028\u2029]+')
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)


def safe_name(text: str) -> str:
    """Make a name that Windows, macOS, Linux and object storage all can hold.

    Args:
        text: Any text, for instance a case number with slashes.

    Returns:
        A name of at most 100 characters and 200 bytes, never empty, that begins with
        no dot and is no device of Windows; what had to be cut ends in some of its hash.
    """
    plain = unicodedata.normalize("NFC", text)
    name = _INVISIBLE.sub("", _UNSAFE.sub("-", plain)).strip(" .-")
    if name.split(".")[0].casefold() in _DEVICES:
        name = f"_{name}"
    if not name:
        return f"_{_fingerprint(text)}"
    if len(name) <= _LONGEST and len(name.encode()) <= 2 * _LONGEST:
        return name
    short = name.encode()[: 2 * _LONGEST - 10].decode(errors="ignore")
    return f"{short[: _LONGEST - 10].rstrip(' .-')}-{_fingerprint(text)}"


def distinct_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Make safe names of which no two are alike, whatever the case of their letters.

    Args:
        texts: The wished names, in a stable order; two of them may be equal.

    Returns:
        A name each, in the same order: the second of two alike gets `-2` before its
        ending.
    """
    taken: set[str] = set()
    names = []
    for text in texts:
        name = wished = safe_name(text)
        number = 1
        while folded_name(name) in taken:
            number += 1
            stem, dot, ending = wished.rpartition(".")
            name = f"{stem or ending}-{number}{dot + ending if stem else ''}"
        taken.add(folded_name(name))
        names.append(name)
    return tuple(names)


def folded_name(name: str) -> str:
    """Give what two names share that fall together on some platform."""
    return unicodedata.normalize("NFKC", name).casefold()


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
