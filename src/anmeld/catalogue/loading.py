"""Reading the catalogue's folders; all that is wrong with them is said at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from anmeld._i18n import msg
from anmeld._resources import templates_root
from anmeld._toml import load_toml
from anmeld.catalogue.checking import check_document
from anmeld.catalogue.spec import DocumentSpec
from anmeld.catalogue.written import DocumentToml
from anmeld.errors import Fault, TemplateError, Where
from anmeld.law.book import Law
from anmeld.law.load import load_law

_FILE = "document.toml"
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A document of one's own that stands in for another of the same id.

    Attributes:
        id: The document's id.
        by: The folder that is used.
        instead_of: The folder that is not.
    """

    id: str
    by: Path
    instead_of: Path


class Catalogue(Mapping[str, DocumentSpec]):
    """The documents by id, in their own order.

    Args:
        specs: The documents.
        replaced: Which of them stand in for another.

    Attributes:
        replaced: Which of them stand in for another.
    """

    __slots__ = ("_specs", "replaced")

    def __init__(
        self,
        specs: Mapping[str, DocumentSpec],
        replaced: tuple[Replacement, ...] = (),
    ) -> None:
        ordered = sorted(specs.values(), key=lambda spec: (spec.order, spec.id))
        self._specs = {spec.id: spec for spec in ordered}
        self.replaced = replaced

    def __getitem__(self, key: str) -> DocumentSpec:
        return self._specs[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)


def load_catalogue(*roots: Path | None, law: Law | None = None) -> Catalogue:
    """Read every document description.

    Args:
        *roots: Folders of one's own, the most important first; `None` is passed over.
            The shipped folder always comes last.
        law: The rules that references must be among; the shipped ones if left out.

    Returns:
        The documents, and which of them replace another.

    Raises:
        TemplateError: A folder or a description is wrong; every fault at once.
    """
    rules = load_law() if law is None else law
    specs: dict[str, DocumentSpec] = {}
    replaced: list[Replacement] = []
    faults: list[Fault] = []
    for root in (*(root for root in roots if root is not None), templates_root()):
        for folder in _folders(root, faults):
            if (used := specs.get(folder.name)) is not None:
                replaced.append(Replacement(folder.name, used.path, folder))
            elif (spec := _load(folder, rules, faults)) is not None:
                specs[spec.id] = spec
    if faults:
        raise TemplateError(*faults)
    return Catalogue(specs, tuple(replaced))


def _folders(root: Path, faults: list[Fault]) -> list[Path]:
    if not root.is_dir():
        problem = msg("is not a folder of documents.")
        faults.append(Fault("missing-folder", Where(file=str(root)), problem))
        return []
    return sorted(
        path
        for path in root.iterdir()
        if path.is_dir() and not path.name.startswith((".", "_"))
    )


def _load(folder: Path, law: Law, faults: list[Fault]) -> DocumentSpec | None:
    if (fault := _unusable(folder)) is not None:
        faults.append(fault)
        return None
    path = folder / _FILE
    try:
        source = load_toml(path, DocumentToml, TemplateError)
    except TemplateError as error:
        faults.extend(error.faults)
        return None
    found = [*check_document(source, str(path), law), *_missing_files(folder, source)]
    faults.extend(found)
    return None if found else DocumentSpec.from_toml(folder.name, source, folder)


def _unusable(folder: Path) -> Fault | None:
    where = Where(file=str(folder))
    if not _ID.match(folder.name):
        return Fault(
            "bad-document-id",
            where,
            msg("is not a document's id."),
            msg("Use small letters a-z, digits and underscore, a letter first."),
        )
    if not (folder / _FILE).is_file():
        return Fault(
            "missing-file",
            where,
            msg("has no {file}.", file=_FILE),
            msg("Add it, or move the folder out of the documents."),
        )
    return None


def _missing_files(folder: Path, source: DocumentToml) -> Iterator[Fault]:
    for name in source.renderer.files:
        if not (folder / name).is_file():
            yield Fault(
                "missing-file",
                Where(file=str(folder)),
                msg("has no {file}.", file=name),
                msg(
                    "The renderer {renderer} reads it; add it.",
                    renderer=source.renderer.value,
                ),
            )
