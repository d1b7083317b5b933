"""What will not work in a form, before there is any data, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdf.generic import DictionaryObject

from anmeld._i18n import Message, msg
from anmeld.render.form.describe import default_appearance, describe
from anmeld.render.form.document import check, read_document
from anmeld.render.form.fonts import own_face
from anmeld.render.form.layout import TooBig, lay_out
from anmeld.render.form.model import Field, Kind
from anmeld.render.form.objects import entry, whole
from anmeld.render.form.source import Source, naming_damage, open_source
from anmeld.render.form.text import TextWriter
from anmeld.render.form.tree import FieldNode, Tree, read_tree
from anmeld.render.form.writers import Maker

# Ordinary Danish, with its letters: what a box for an account should hold at least, and
# what a box for a name should.
_SENTENCE = (
    "Borgeren råbte ad medarbejderen i telefonen og skrev bagefter et opslag med "
    "hendes navn, hvor flere ønskede, at der skete hende noget ondt."
)
_NAME = "Anne-Mette Sørensen Åkjær"
_COMB = 1 << 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a form that a person should know.

    Attributes:
        code: Stable identifier.
        field: Full name of the field; empty for the form as a whole.
        page: Its page, from 1.
        problem: What will not work.
        remedy: What to do about it.
        serious: Whether a fill would refuse or look wrong, not only be less handy.
    """

    code: str
    field: str
    page: int | None
    problem: Message
    remedy: Message
    serious: bool = False

    def as_data(self) -> dict[str, object]:
        """The finding for JSON, in Danish."""
        return {
            "code": self.code,
            "field": self.field,
            "page": self.page,
            "problem": self.problem.text(),
            "remedy": self.remedy.text(),
            "serious": self.serious,
        }


def examine(
    pdf: str | Path | bytes, *, password: str | None = None
) -> tuple[Finding, ...]:
    """Examine a form.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        What was found: the form as a whole first, then field by field.

    Raises:
        FormTemplateError: If the form cannot be filled at all; the error says why.
    """
    source = open_source(pdf, password)
    with naming_damage(source.file):
        tree = read_tree(source)
        form = entry(source.root, "/AcroForm")
        fields = describe(tree, form)
        check(source, tree, fields, allow_signed=True)
        document = read_document(source, tree, fields)
        maker = Maker(source, tree, document.conforming, source.size)
        found = [
            Finding(note.code, note.where, None, note.message, _SAID)
            for note in document.notes
        ]
        found += _whole(source, tree, form, fields)
        for name, field in fields.items():
            found += _field(field, tree.fields[name], maker, form)
    return tuple(found)


_SAID = msg("Nothing to do; every fill says so.")


def _whole(
    source: Source, tree: Tree, form: object, fields: dict[str, Field]
) -> Iterator[Finding]:
    def of_form(code: str, problem: Message, remedy: Message) -> Finding:
        return Finding(code, "", None, problem, remedy)

    if entry(form, "/NeedAppearances") is not None:
        yield of_form(
            "need-appearances",
            msg("leaves it to each viewer to draw the fields."),
            msg("Nothing to do: a filled form draws them itself."),
        )
    if not any(field.tooltip for field in fields.values()):
        yield of_form(
            "no-tooltips",
            msg("describes none of its fields to screen readers."),
            msg("Give each field a label in fields.toml; ask the publisher for more."),
        )
    if entry(source.root, "/StructTreeRoot") is None:
        yield of_form(
            "untagged",
            msg("has no structure tree; a screen reader cannot follow it."),
            msg("Give the text sheet along with the form."),
        )
    if any(entry(page.dictionary, "/Tabs") is None for page in tree.pages):
        yield of_form(
            "no-tab-order",
            msg("does not say in which order the tab key visits the fields."),
            msg("Check the order by tabbing through the form."),
        )
    if entry(entry(source.root, "/Names"), "/JavaScript") is not None:
        yield of_form(
            "scripts",
            msg("carries scripts; they are never run."),
            msg("Fill fields that a script would compute yourself."),
        )


def _field(
    field: Field, node: FieldNode, maker: Maker, form: object
) -> Iterator[Finding]:
    checks = (_access, _places, _looks, _fits, _states)
    for one in checks:
        for code, problem, remedy, serious in one(field, node, maker, form):
            yield Finding(code, field.name, field.page, problem, remedy, serious)


Said = tuple[str, Message, Message, bool]


def _access(
    field: Field, node: FieldNode, maker: Maker, form: object
) -> Iterator[Said]:
    if field.kind is Kind.SIGNATURE:
        problem = msg("is a signature field, and is left alone.")
        yield "signature", problem, msg("List it under left_blank."), field.signed
    if field.read_only and field.is_fillable:
        problem = msg("is locked by the form's maker.")
        yield "read-only-field", problem, msg("List it under left_blank."), True
    if field.calculated:
        problem = msg("is computed by a script of the form, which is never run.")
        yield "calculated", problem, msg("Map the computed value itself."), True
    elif field.scripted:
        problem = msg("is formatted or checked by a script, which is never run.")
        remedy = msg("Give the value in the form's own format.")
        yield "scripted", problem, remedy, False


def _places(
    field: Field, node: FieldNode, maker: Maker, form: object
) -> Iterator[Said]:
    if field.page is None:
        problem = msg("is on no page; its value is stored and cannot be seen.")
        yield "no-widget", problem, msg("List it under left_blank."), True
    elif all(box.hidden for box in field.boxes):
        problem = msg("is hidden; its value is stored and cannot be seen.")
        yield "hidden", problem, msg("List it under left_blank."), True
    elif all(box.width < 1 or box.height < 1 for box in field.boxes):
        problem = msg("has no extent; its value is stored and cannot be seen.")
        yield "no-extent", problem, msg("List it under left_blank."), True
    if node.orphan:
        problem = msg("was missing from the form's field list.")
        yield "orphan", problem, msg("Nothing to do: a fill adds it."), False


def _looks(field: Field, node: FieldNode, maker: Maker, form: object) -> Iterator[Said]:
    if field.kind not in (Kind.TEXT, Kind.COMBO, Kind.LIST):
        return
    look = default_appearance(node.chain, form, node)
    widget = next(iter(node.widgets.values()), None)
    if not look.font:
        problem = msg("names no font (/DA).")
        remedy = msg("Nothing to do: a fill uses Helvetica or its like.")
        yield "no-default-appearance", problem, remedy, False
    elif widget is not None:
        raw = maker.fonts.resource(look.font, widget)
        face = own_face(look.font.decode("latin-1"), raw, maker.source)
        if raw is None:
            problem = msg("names a font that the form does not have.")
            remedy = msg("Nothing to do: a fill uses one that looks alike.")
            yield "font-missing", problem, remedy, False
        elif face is None or not face.covers("æøåÆØÅ"):
            problem = msg("has a font without the Danish letters, or without encoding.")
            remedy = msg("Nothing to do: a fill uses another font in this field.")
            yield "font-without-danish", problem, remedy, False
    flags = whole(node.get("/Ff"))
    if field.kind is Kind.TEXT and flags & _COMB and not field.max_length:
        problem = msg("asks for cells (comb) without saying how many.")
        remedy = msg("Nothing to do: it is filled as an ordinary field.")
        yield "comb-without-length", problem, remedy, False


def _fits(field: Field, node: FieldNode, maker: Maker, form: object) -> Iterator[Said]:
    if field.kind is not Kind.TEXT or field.max_length or field.comb:
        return
    writer = maker.make(node, field, False, False)
    probe = _SENTENCE if field.multiline else _NAME
    shapes = [w.shape for w in writer.widgets] if isinstance(writer, TextWriter) else []
    if any(s is not None and isinstance(lay_out(probe, s), TooBig) for s in shapes):
        problem = (
            msg("holds no ordinary Danish sentence at a readable size.")
            if field.multiline
            else msg("holds no ordinary name at a readable size.")
        )
        remedy = msg('Write overflow = "addendum", or map a shorter text.')
        yield "small-box", problem, remedy, False


def _states(
    field: Field, node: FieldNode, maker: Maker, form: object
) -> Iterator[Said]:
    if field.kind in (Kind.CHECKBOX, Kind.RADIO):
        looks = [entry(w.dictionary, "/AP") for w in node.widgets.values()]
        if not all(isinstance(entry(look, "/N"), DictionaryObject) for look in looks):
            problem = msg("has no marks of its own.")
            yield "no-marks", problem, msg("Nothing to do: a fill draws them."), False
        if field.state_labels:
            problem = msg("has states whose names differ from their export texts.")
            remedy = msg("Use the export text, or the state with its slash.")
            yield "export-texts", problem, remedy, False
    if field.kind in (Kind.COMBO, Kind.LIST) and not field.options:
        problem = msg("has no options; a script is meant to add them.")
        yield (
            "no-options",
            problem,
            msg("List it under left_blank."),
            not field.editable,
        )
