"""The zip around a Word document: read with bounds, written with the same bytes twice.

Members that cannot change are kept compressed and copied as they are; what varies is
packed anew. Times are fixed at the zip format's first day, order is the template's.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, TemplateError, Where
from anmeld.render.zipped import inflated, packed

MAX_FILE = 32 * 1024 * 1024
MAX_TOTAL = 64 * 1024 * 1024
MAX_MEMBERS = 2_000
LEVEL = 1
_STATIC_LEVEL = 9
_FIRST_DAY = 0x21  # 1 January 1980, the earliest day that a zip can write
_UTF8 = 0x800
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNSAFE = re.compile(r'[\\:\x00-\x1f"<>|?*]')
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package, compressed.

    Attributes:
        name: Its path in the package.
        packed: Its bytes, deflated without a header.
        crc: The checksum of its plain bytes.
        size: How many plain bytes it has.
    """

    name: str
    packed: bytes
    crc: int
    size: int

    def plain(self) -> bytes:
        """Give the plain bytes."""
        return zlib.decompress(self.packed, -zlib.MAX_WBITS)


@dataclass(frozen=True, slots=True)
class Block:
    """Members written once and copied into every document.

    Attributes:
        local: Their records, to stand at the start of the file.
        directory: Their entries in the zip's directory.
        count: How many they are.
    """

    local: bytes
    directory: bytes
    count: int


def pack(name: str, data: bytes, level: int = LEVEL) -> Member:
    """Compress one file.

    Args:
        name: Its path in the package.
        data: Its plain bytes.
        level: How hard to compress, 1 to 9.

    Returns:
        The member.
    """
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return Member(name, packed, zlib.crc32(data), len(data))


def block(members: Iterable[Member]) -> Block:
    """Write members that stay the same in every document."""
    local, directory, count = bytearray(), bytearray(), 0
    for member in members:
        _append(local, directory, member)
        count += 1
    return Block(bytes(local), bytes(directory), count)


def write(start: Block, members: Iterable[Member]) -> bytes:
    """Write the finished package.

    Args:
        start: What is the same in every document.
        members: What is not, in order.

    Returns:
        The bytes of the file; the same members give the same bytes.
    """
    local, directory = bytearray(start.local), bytearray(start.directory)
    count = start.count
    for member in members:
        _append(local, directory, member)
        count += 1
    size, at = len(directory), len(local)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)
    return b"".join((local, directory, end))


def _append(local: bytearray, directory: bytearray, member: Member) -> None:
    label = member.name.encode()
    flags = 0 if member.name.isascii() else _UTF8
    packed, size, at = len(member.packed), member.size, len(local)
    common = (20, flags, 8, 0, _FIRST_DAY, member.crc, packed, size, len(label), 0)
    local += _LOCAL.pack(b"PK\3\4", *common)
    local += label
    local += member.packed
    directory += _CENTRAL.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, at)
    directory += label


def read(data: bytes, file: str | None = None) -> dict[str, tuple[Member, bytes]]:
    """Open a package from anywhere, within bounds.

    Args:
        data: The bytes of the file.
        file: Its name, for the message.

    Returns:
        Each member and its plain bytes, by name, in the file's order.

    Raises:
        TemplateError: It is no zip of a Word document, it is too large, damaged or
            encrypted, or a member's name leads out of the package.
    """
    if len(data) > MAX_FILE:
        raise _refused(file, "file-too-large", _too_large())
    if data.startswith(_OLE):
        problem = msg("is an old or password-protected Word file.")
        remedy = msg("Save it in Word as a .docx without a password.")
        raise TemplateError(Fault("not-a-docx", Where(file=file), problem, remedy))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise _refused(file, "not-a-docx", msg("is not a Word document.")) from None
    if faults := [*_name_faults(entries, file)]:
        raise TemplateError(*faults)
    members = dict(_members(data, entries, file))
    if "[Content_Types].xml" not in members:
        raise _refused(file, "not-a-docx", msg("is not a Word document."))
    return members


def _name_faults(entries: list[zipfile.ZipInfo], file: str | None) -> Iterator[Fault]:
    if len(entries) > MAX_MEMBERS:
        problem = msg("holds more than {count} files.", count=MAX_MEMBERS)
        yield Fault("too-many-members", Where(file=file), problem)
        return
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _leads_out(name) or entry.orig_filename != name:
            problem = msg("holds a file whose path leads out of the document.")
            yield Fault("unsafe-path", Where(file=file), problem)
        elif name.casefold() in seen:
            problem = msg("holds the file {name} twice.", name=name)
            yield Fault("duplicate-member", Where(file=file), problem)
        seen.add(name.casefold())


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(_UNSAFE.search(name)) or path.is_absolute() or ".." in path.parts


def _members(
    data: bytes, entries: list[zipfile.ZipInfo], file: str | None
) -> Iterator[tuple[str, tuple[Member, bytes]]]:
    left = MAX_TOTAL
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise _refused(file, "encrypted", msg("is encrypted."))
        raw = _raw(data, entry, file)
        plain = _inflate(raw, entry.compress_type, left, file)
        left -= len(plain)
        if zlib.crc32(plain) != entry.CRC:
            raise _refused(file, "damaged", _damaged(entry.filename))
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            member = Member(entry.filename, raw, entry.CRC, len(plain))
        else:
            member = pack(entry.filename, plain, _STATIC_LEVEL)
        yield entry.filename, (member, plain)


def _raw(data: bytes, entry: zipfile.ZipInfo, file: str | None) -> bytes:
    raw = packed(data, entry)
    if raw is None:
        raise _refused(file, "damaged", _damaged(entry.filename))
    return raw


def _inflate(raw: bytes, method: int, left: int, file: str | None) -> bytes:
    if method == zipfile.ZIP_STORED:
        plain = raw
    elif method == zipfile.ZIP_DEFLATED:
        try:
            plain = inflated(raw, left)
        except zlib.error:
            raise _refused(file, "damaged", _damaged("zip")) from None
    else:
        problem = msg("is compressed in a way that Word does not write.")
        raise _refused(file, "not-a-docx", problem)
    if len(plain) > left:
        raise _refused(file, "file-too-large", _too_large())
    return plain


def _too_large() -> Message:
    return msg(
        "is larger than {packed} MB, or {plain} MB unpacked.",
        packed=MAX_FILE // 2**20,
        plain=MAX_TOTAL // 2**20,
    )


def _damaged(name: str) -> Message:
    return msg("is damaged: the part {name} cannot be read.", name=name)


def _refused(file: str | None, code: str, problem: Message) -> TemplateError:
    return TemplateError(Fault(code, Where(file=file), problem))


def plain_members(data: bytes, file: str | None = None) -> Mapping[str, bytes]:
    """Give the plain bytes of each file in a package, with the bounds of `read`."""
    return {name: plain for name, (_, plain) in read(data, file).items()}


def written_members(data: bytes, start: Block) -> Mapping[str, bytes]:
    """Read back what `write` has put behind the members that stay the same.

    Args:
        data: The finished package.
        start: What it was begun with.

    Returns:
        The plain bytes of each other file.

    Raises:
        TemplateError: The package is damaged, or does not begin so.
    """
    if not data.startswith(start.local):
        raise _refused(None, "damaged", _damaged("zip"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()[start.count :]
    return {name: plain for name, (_, plain) in _members(data, entries, None)}
