"""Records from files, folders and standard input, one after another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from anmeld._i18n import msg
from anmeld.errors import Fault, RecordError, StorageError, UsageError, Where
from anmeld.record.checking import check_source, number_in
from anmeld.record.loaded import FaultyRecord, LoadedRecord
from anmeld.record.model import Record
from anmeld.record.sheet import SHEET_SUFFIXES
from anmeld.record.texts import Source, looks_like_json, read_json, read_toml

if TYPE_CHECKING:
    from anmeld.record.sheet.mapping import ColumnMap

STANDARD_INPUT = "-"
MAX_RECORD_BYTES = 50_000_000
SUFFIXES = (".toml", ".json", ".jsonl", *SHEET_SUFFIXES)
_OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods", ".fods", ".numbers")
# Excel keeps a file of this beginning beside a workbook that somebody has open.
_LOCK = "~$"
_Outcome = LoadedRecord | FaultyRecord
Counted = Callable[[str, int], None]
_Sheets = tuple["ColumnMap | None", Counted | None]


def load_records(
    source: str | Path,
    *,
    stdin: IO[bytes] | None = None,
    base: Path | None = None,
    columns: ColumnMap | None = None,
    counted: Counted | None = None,
) -> Iterator[LoadedRecord | FaultyRecord]:
    """Read every record of a source, faulty ones included, one at a time.

    Args:
        source: A `.toml`, `.json` or `.jsonl` file, or a sheet, `.csv` or `.xlsx`; a
            folder, of which all such files are read in the order of their names; or
            `-` for standard input, TOML, JSON or JSON Lines told apart by its content.
        stdin: The stream of bytes that `-` stands for.
        base: The folder that files of evidence are confined to; without it the folder
            of the file, and for standard input none.
        columns: How the sheets of another system are read (`columns.toml`).
        counted: Is told of each sheet how many records it gives, before the first.

    Yields:
        Each record, sound or faulty. A case number that was used before in the source
        makes the later record faulty.

    Raises:
        UsageError: There is no such source, or its kind is unknown.
        StorageError: It cannot be read.
    """
    return _distinct(_outcomes(source, stdin, base, (columns, counted)))


def is_source(path: Path) -> bool:
    """Tell whether a file of a folder is read as records."""
    is_known = path.suffix.lower() in SUFFIXES and not path.name.startswith(_LOCK)
    return is_known and path.is_file()


def load_record(source: str | Path, *, base: Path | None = None) -> Record:
    """Read the one record of a file.

    Args:
        source: A file with one record.
        base: The folder that files of evidence are confined to; without it the
            file's.

    Returns:
        The record.

    Raises:
        RecordError: With every fault, or because the source has not one record.
        UsageError: There is no such file, or its kind is unknown.
        StorageError: It cannot be read.
    """
    found = list(load_records(source, base=base))
    faults = [
        f for each in found if isinstance(each, FaultyRecord) for f in each.faults
    ]
    if faults:
        raise RecordError(*faults)
    if len(found) == 1 and isinstance(found[0], LoadedRecord):
        return found[0].record
    problem = msg("holds {count} records, not one.", count=len(found))
    raise RecordError(Fault("not-one-record", Where(file=str(source)), problem))


def record_from_dict(data: Mapping[str, Any], *, base: Path | None = None) -> Record:
    """Make a record of data that another program holds.

    Args:
        data: Keys and values as a file would hold them; dates may be dates.
        base: The folder that files of evidence are confined to; without it the record
            may name none.

    Returns:
        The record.

    Raises:
        RecordError: With every fault.
    """
    outcome = check_source(Source(data, None, None), base)
    # What is wrong must not carry the values along in its traceback.
    del data
    if isinstance(outcome, Record):
        return outcome
    raise RecordError(*outcome)


def _outcomes(
    source: str | Path,
    stdin: IO[bytes] | None,
    base: Path | None,
    sheets: _Sheets,
) -> Iterator[_Outcome]:
    if str(source) == STANDARD_INPUT:
        yield from _from_stream(stdin, base)
        return
    path = Path(source)
    if path.is_dir():
        yield from _from_folder(path, base, sheets)
    elif path.suffix.lower() not in SUFFIXES and path.exists():
        raise UsageError(_unknown_kind(path))
    else:
        yield from _from_file(path, base, sheets)


def _from_folder(
    folder: Path, base: Path | None, sheets: _Sheets
) -> Iterator[_Outcome]:
    files = sorted(each for each in folder.iterdir() if is_source(each))
    if not files:
        problem = msg("holds no records.")
        remedy = msg("Known kinds: {kinds}.", kinds=", ".join(SUFFIXES))
        raise UsageError(Fault("no-record", Where(file=str(folder)), problem, remedy))
    for path in files:
        try:
            yield from _from_file(path, base, sheets)
        except StorageError as error:
            yield FaultyRecord(str(path), error.faults)


def _from_file(path: Path, base: Path | None, sheets: _Sheets) -> Iterator[_Outcome]:
    folder = path.parent if base is None else base
    try:
        if path.suffix.lower() in SHEET_SUFFIXES:
            from anmeld.record.sheet.source import read_sheet

            columns, counted = sheets
            yield from read_sheet(path, base=folder, columns=columns, counted=counted)
            return
        with path.open("rb") as stream:
            if path.suffix.lower() == ".jsonl":
                yield from _from_lines(_lines(stream), str(path), folder)
                return
            content = stream.read(MAX_RECORD_BYTES + 1)
    except FileNotFoundError:
        fault = _unreadable("not-found", path)
        raise UsageError(fault) from None
    except OSError:
        raise StorageError(_unreadable("not-readable", path)) from None
    yield _one(content, str(path), folder, json=path.suffix.lower() == ".json")


def _from_stream(stdin: IO[bytes] | None, base: Path | None) -> Iterator[_Outcome]:
    if stdin is None:
        problem = msg("Standard input is not at hand.")
        raise UsageError(Fault("no-standard-input", Where(file="-"), problem))
    first = b""
    while not first.strip() and (line := stdin.readline(MAX_RECORD_BYTES + 1)):
        first += line
    beginning = first.decode("utf-8-sig", errors="replace")
    if not looks_like_json(beginning):
        content = first + stdin.read(MAX_RECORD_BYTES + 1)
        yield _one(content, STANDARD_INPUT, base, json=False)
    elif _is_whole(first):
        yield from _from_lines(_chain(first, stdin), STANDARD_INPUT, base)
    else:
        content = first + stdin.read(MAX_RECORD_BYTES + 1)
        yield _one(content, STANDARD_INPUT, base, json=True)


def _is_whole(line: bytes) -> bool:
    read = read_json(line, STANDARD_INPUT)
    return isinstance(read, Source) or read[0].code != "invalid-json"


def _chain(first: bytes, rest: IO[bytes]) -> Iterator[bytes]:
    yield from first.splitlines(keepends=True)
    yield from _lines(rest)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    # Of a line beyond the limit only so much is kept as shows that it is.
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        rest = line
        while len(rest) > MAX_RECORD_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_RECORD_BYTES + 1)
        yield line


def _from_lines(
    lines: Iterable[bytes], file: str, base: Path | None
) -> Iterator[_Outcome]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        origin = f"{file}:{number}"
        if len(line) > MAX_RECORD_BYTES:
            yield FaultyRecord(origin, (_too_big(file, number),))
        else:
            yield _checked(read_json(line.rstrip(b"\r\n"), file, number), origin, base)


def _one(content: bytes, file: str, base: Path | None, *, json: bool) -> _Outcome:
    if len(content) > MAX_RECORD_BYTES:
        return FaultyRecord(file, (_too_big(file, None),))
    read = read_json if json else read_toml
    return _checked(read(content, file), file, base)


def _checked(
    read: Source | tuple[Fault, ...], origin: str, base: Path | None
) -> _Outcome:
    if isinstance(read, tuple):
        return FaultyRecord(origin, read)
    outcome = check_source(read, base)
    if isinstance(outcome, Record):
        return LoadedRecord(outcome, base, origin)
    return FaultyRecord(origin, outcome, number_in(read.data, outcome))


def _distinct(outcomes: Iterator[_Outcome]) -> Iterator[_Outcome]:
    seen: dict[str, str] = {}
    for outcome in outcomes:
        if isinstance(outcome, LoadedRecord):
            # Folders are named by it, and Windows does not tell capitals apart.
            number = unicodedata.normalize("NFC", outcome.record.sag.nummer).casefold()
            first = seen.setdefault(number, outcome.origin)
            if first != outcome.origin:
                fault = _used_before(outcome.number_place, first)
                own = outcome.record.sag.nummer
                told = outcome.repairs
                yield FaultyRecord(outcome.origin, (fault,), own, told)
                continue
        yield outcome


def _used_before(where: Where, first: str) -> Fault:
    problem = msg("is the same case number as in {first}.", first=first)
    remedy = msg("Give each case its own number, or remove one of the two.")
    return Fault("duplicate-case-number", where, problem, remedy)


def _too_big(file: str, line: int | None) -> Fault:
    problem = msg("is larger than {limit} bytes.", limit=MAX_RECORD_BYTES)
    remedy = msg("Name files of evidence under bilag instead of pasting them in.")
    return Fault("too-large", Where(file=file, line=line), problem, remedy)


def _unknown_kind(path: Path) -> Fault:
    problem = msg("is of a kind that is not read here.")
    if path.suffix.lower() in _OTHER_WORKBOOKS:
        remedy = msg("Open it in Excel or LibreOffice and save it again as .xlsx.")
    else:
        remedy = msg("Known kinds: {kinds}.", kinds=", ".join(SUFFIXES))
    return Fault("unknown-format", Where(file=str(path)), problem, remedy)


def _unreadable(code: str, path: Path) -> Fault:
    where = Where(file=str(path))
    if code == "not-found":
        remedy = msg("Check the name and the folder.")
        return Fault(code, where, msg("does not exist."), remedy)
    remedy = msg("Check the permissions, and that it is a file.")
    return Fault(code, where, msg("cannot be read."), remedy)
