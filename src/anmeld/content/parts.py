"""What content is given besides record and plan: house, and files of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one file of evidence.

    Attributes:
        name: Its file name, without folders; `None` where the record names no file.
        size: Its size in bytes, where it could be read.
        sha256: The SHA-256 of its content, where it could be read.
    """

    name: str | None = None
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """How the house presents itself in a letterhead; what is missing is the employer's.

    Attributes:
        navn: Its name.
        adresse: Its address.
        cvr: Its CVR number.
        telefon: Its telephone.
        email: Its e-mail address.
        web: Its web address.
        logo: Its logo, a file that is there.
        farve: Its colour, six hexadecimal digits.
        skrift: The name of its font.
    """

    navn: str | None = None
    adresse: str | None = None
    cvr: str | None = None
    telefon: str | None = None
    email: str | None = None
    web: str | None = None
    logo: Path | None = None
    farve: str | None = None
    skrift: str | None = None
