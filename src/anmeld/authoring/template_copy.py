"""Taking a shipped document home, to be changed in Word and generated with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anmeld._i18n import msg
from anmeld.catalogue.loading import Catalogue
from anmeld.errors import Fault, StorageError, UsageError, Where


def copy_document(
    catalogue: Catalogue, document: str, folder: Path
) -> tuple[Path, ...]:
    """Copy a document's folder into a house's own folder of documents.

    Args:
        catalogue: The documents there are.
        document: The id of one.
        folder: The house's own folder, for `--templates`; made where it is missing.

    Returns:
        The files written.

    Raises:
        UsageError: There is no such document.
        StorageError: The folder has a document of that id already.
    """
    spec = catalogue.get(document)
    if spec is None:
        problem = msg("there is no document of that id.")
        remedy = msg("Known documents: {names}.", names=", ".join(catalogue))
        raise UsageError(
            Fault("unknown-document", Where(key=document), problem, remedy)
        )
    target = folder / document
    if target.exists():
        problem = msg("exists already and is left alone.")
        remedy = msg("Choose another folder.")
        raise StorageError(
            Fault("file-exists", Where(file=str(target)), problem, remedy)
        )
    target.mkdir(parents=True)
    return tuple(_copied(spec.path, target))


def _copied(source: Path, target: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            written = target / path.relative_to(source)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(path.read_bytes())
            yield written
