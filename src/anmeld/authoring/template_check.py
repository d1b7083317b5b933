"""The check of a Word template: an author's best friend, every fault at once.

Errors are what compiling refuses. Warnings are what a reader would stumble over though
the template works: a picture nobody can hear, a date whose form was left to chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from anmeld._i18n import msg
from anmeld.authoring.findings import Finding, Report, Severity
from anmeld.authoring.template_quality import Looked, quality_faults
from anmeld.catalogue.loading import load_catalogue
from anmeld.catalogue.spec import DocumentSpec
from anmeld.content.names import NameTree, all_names, name_tree
from anmeld.errors import Fault, TemplateError, UsageError, Where
from anmeld.render.docx import package
from anmeld.render.docx.compiling import blueprint
from anmeld.render.docx.diagnosis import Asked
from anmeld.render.docx.names import Use, names_in
from anmeld.render.docx.parts import Part, parsed

_FILE: Final = "template.docx"


def check_template(
    path: Path,
    *,
    spec: DocumentSpec | None = None,
    names: NameTree | None = None,
    allow: frozenset[str] = frozenset(),
) -> Report:
    """Check one Word template.

    Args:
        path: The file.
        spec: The document it belongs to; its `may_see` decides which names it may use,
            and its reader is named where it reaches outside. Every name of the record
            is allowed where none is given.
        names: The names it may use, in place of those of `spec`.
        allow: Which hazards are accepted: `macros`, `objects`, `external`.

    Returns:
        What was found; a template without errors also says which names it uses.

    Raises:
        OSError: The file cannot be read.
        TemplateError: `spec` names something that does not exist.
    """
    tree = names or (name_tree(spec) if spec else all_names())
    reader = spec.reader.betegnelse if spec else None
    asked = Asked(tree, str(path), reader)
    data = path.read_bytes()
    try:
        plan = blueprint(data, asked, path.parent, allow)
    except TemplateError as error:
        faults = tuple(Finding(Severity.ERROR, fault) for fault in error.faults)
        return Report(str(path), faults)
    uses = {part.name: _uses(part, tree) for part in plan.parts}
    looked = Looked(str(path), package.plain_members(data), plan.parts, uses)
    warnings = (Finding(Severity.WARNING, fault) for fault in quality_faults(looked))
    used = sorted({use.path for found in uses.values() for use in found})
    return Report(str(path), tuple(warnings), tuple(used))


def find_templates(
    paths: Iterable[Path], document: str | None = None, *roots: Path
) -> Iterator[tuple[Path, DocumentSpec | None]]:
    """Find the Word templates in files and folders, each with its document.

    Args:
        paths: Word files, folders of a document, or folders of documents.
        document: The id of the document that loose files are checked as.
        *roots: The house's own folders of documents.

    Yields:
        Each template, and the document whose folder it lies in or that was named;
        `None` for a loose file that belongs to none.

    Raises:
        UsageError: There is no document of that id, or no template at all.
        TemplateError: A document's description is wrong.
    """
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob(_FILE))
        if not files:
            problem = msg("holds no {name}.", name=_FILE)
            raise UsageError(Fault("no-template", Where(file=str(path)), problem))
        for file in files:
            yield file, _spec_of(file, document, roots)


def _spec_of(
    file: Path, document: str | None, roots: tuple[Path, ...]
) -> DocumentSpec | None:
    if document is not None:
        catalogue = load_catalogue(*roots)
        if document in catalogue:
            return catalogue[document]
        problem = msg("there is no document of that id.")
        remedy = msg("Known documents: {names}.", names=", ".join(catalogue))
        raise UsageError(
            Fault("unknown-document", Where(key=document), problem, remedy)
        )
    folder = file.resolve().parent
    if not (folder / "document.toml").is_file():
        return None
    return load_catalogue(folder.parent).get(folder.name)


def _uses(part: Part, tree: NameTree) -> tuple[Use, ...]:
    return tuple(names_in(parsed(part.source), tree).uses)
