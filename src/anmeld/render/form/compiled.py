"""A form read once and filled many times."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from anmeld._i18n import msg
from anmeld.errors import Fault
from anmeld.render.form import errors
from anmeld.render.form.addendum import Addendum
from anmeld.render.form.binding import Binding
from anmeld.render.form.document import Document
from anmeld.render.form.faults import fault
from anmeld.render.form.flatten import Pages
from anmeld.render.form.model import Field
from anmeld.render.form.source import naming_damage
from anmeld.render.form.structure import Structure, Tagging
from anmeld.render.form.text import Overflow
from anmeld.render.form.update import Appender, Fill
from anmeld.render.form.verify import verify_fill
from anmeld.render.form.writers import Writer
from anmeld.render.report import Filled, Note

_READING = threading.Lock()
# What `strict=False` makes warnings of, unless the caller chooses.
TOLERABLE = frozenset(
    {
        errors.UnknownField.code,
        errors.WrongOption.code,
        errors.ReadOnlyField.code,
        errors.TooLong.code,
        errors.MissingGlyph.code,
        errors.MissingValue.code,
        errors.WrongType.code,
        errors.NotFillable.code,
    }
)


@dataclass(frozen=True)
class CompiledForm:
    """A form ready to be filled; make one with `form.compile`.

    Attributes:
        fields: Every field by full name, in tab order.
        notes: What a person should know of the form itself.
    """

    fields: Mapping[str, Field]
    notes: tuple[Note, ...]
    _writers: Mapping[str, Writer]
    _aliases: Mapping[str, str]
    _document: Document
    _appender: Appender
    _free: int
    _tolerated: frozenset[str]
    _addendum: Addendum
    _pages: Pages
    _structure: Structure | None
    _unseen: tuple[str, ...]
    _invisible: frozenset[str]
    _binding: Binding | None
    _again: Callable[..., CompiledForm]

    def __reduce__(self) -> tuple[Callable[..., CompiledForm], tuple[object, ...]]:
        # Another process reads the form anew: the parser's own objects cannot travel.
        return self._again, ()

    def fill(
        self,
        content: Mapping[str, object],
        *,
        flatten: bool = False,
        verify: bool = False,
    ) -> bytes:
        """Fill the form.

        Args:
            content: What the map names; without a map, values by full field name.
            flatten: Burn everything into the pages and take the fields away.
            verify: Read the result back and compare every value.

        Returns:
            The bytes of the filled form.

        Raises:
            FormError: With everything that is refused; nothing is filled then.
        """
        return self.fill_with_report(content, flatten=flatten, verify=verify).data

    def fill_with_report(
        self,
        content: Mapping[str, object],
        *,
        flatten: bool = False,
        verify: bool = False,
    ) -> Filled:
        """Fill the form and tell what a person should know; see `fill`."""
        if self._binding is None:
            return self.fill_values_with_report(content, flatten=flatten, verify=verify)
        bound = self._binding.bind(content)
        return self._filled(
            bound.values,
            bound.labels,
            flatten,
            verify,
            (*self.notes, *bound.notes),
            bound.further,
        )

    def fill_values(
        self,
        values: Mapping[str, object],
        *,
        flatten: bool = False,
        verify: bool = False,
    ) -> bytes:
        """Fill fields by their full names, past any map; see `fill`."""
        return self.fill_values_with_report(values, flatten=flatten, verify=verify).data

    def fill_values_with_report(
        self,
        values: Mapping[str, object],
        *,
        flatten: bool = False,
        verify: bool = False,
    ) -> Filled:
        """Fill fields by their full names and tell what happened; see `fill`."""
        return self._filled(values, {}, flatten, verify, self.notes, ())

    def _filled(
        self,
        values: Mapping[str, object],
        labels: Mapping[str, str],
        flatten: bool,
        verify: bool,
        notes: tuple[Note, ...],
        further: tuple[tuple[str, str], ...],
    ) -> Filled:
        fill = Fill(self._free, prove=verify)
        fill.objects.update(self._document.objects)
        fill.notes.extend(notes)
        overflows = self._write(values, fill)
        self._settle(fill)
        if overflows or further or flatten or fill.notes:
            # Pages are read only now, and the parser reads for one at a time.
            with _READING, naming_damage(None):
                self._edit_pages(fill, overflows, further, labels, flatten)
        data = self._appender.finish(fill)
        if verify:
            verify_fill(data, fill, flatten=flatten)
        return Filled(data, tuple(fill.notes))

    def _edit_pages(
        self,
        fill: Fill,
        overflows: list[Overflow],
        further: tuple[tuple[str, str], ...],
        labels: Mapping[str, str],
        flatten: bool,
    ) -> None:
        tagging = Tagging(self._structure, fill) if self._structure else None
        substituted = any(note.code == "substituted-character" for note in fill.notes)
        if overflows or further or substituted:
            self._addendum.write(overflows, further, labels, fill, tagging)
        if flatten:
            self._pages.flatten(fill, tagging)
        else:
            self._pages.add_links(fill)
        if tagging is not None and (tagging.kids or tagging.parents):
            tagging.finish()

    def sheet(self, content: Mapping[str, object]) -> list[tuple[str | None, str, str]]:
        """The filled form as lines: heading or `None`, label, whole text.

        Args:
            content: What the form would be filled with.
        """
        if self._binding is not None:
            return self._binding.bind(content).lines
        return [
            (None, self.fields[name].label if name in self.fields else name, str(value))
            for name, value in content.items()
        ]

    def _write(self, values: Mapping[str, object], fill: Fill) -> list[Overflow]:
        overflows: list[Overflow] = []
        self._show_held(values, fill, overflows)
        for name, value in values.items():
            writer = self._writer(name, fill)
            if writer is not None:
                overflow = writer.write(value, fill)
                if overflow is not None:
                    overflows.append(overflow)
                if value and writer.field.name in self._invisible:
                    fill.notes.append(_invisible(writer.field))
        return overflows

    def _show_held(
        self, values: Mapping[str, object], fill: Fill, overflows: list[Overflow]
    ) -> None:
        """Draw what the form itself holds but only asks viewers to draw.

        It would vanish for good once they are no longer asked.
        """
        for name in self._unseen:
            if name not in values and name not in map(self._aliases.get, values):
                overflow = self._writers[name].write(self.fields[name].value, fill)
                if overflow is not None:
                    overflows.append(overflow)
        # What is wrong with a value that the form itself holds is not the caller's.
        fill.faults.clear()

    def _writer(self, name: str, fill: Fill) -> Writer | None:
        writer = self._writers.get(name)
        if writer is None:
            known = self._aliases.get(name, name)
            writer = self._writers.get(known)
            if writer is None:
                fill.faults.append(self._no_writer(known))
                return None
        if writer.field.read_only:
            fill.faults.append(_read_only(writer.field))
            if errors.ReadOnlyField.code not in self._tolerated:
                return None
        return writer

    def _no_writer(self, name: str) -> Fault:
        if not isinstance(name, str):  # a caller's JSON or TOML has only texts
            return errors.unknown_field(str(name), None)
        found = self.fields.get(name)
        if found is not None:
            return fault(
                errors.NotFillable,
                found,
                msg("is a field of kind {kind}; it holds no value.", kind=found.kind),
                msg("Leave it out."),
            )
        near = difflib.get_close_matches(name, list(self._writers), n=1)
        nearest = near[0] if near else self._with_last_part(name)
        return errors.unknown_field(name, nearest)

    def _with_last_part(self, name: str) -> str | None:
        ending = f".{name}"
        return next((known for known in self._writers if known.endswith(ending)), None)

    def _settle(self, fill: Fill) -> None:
        """Raise what was refused; turn what is tolerated into notes."""
        if not fill.faults:
            return
        refused = [f for f in fill.faults if f.code not in self._tolerated]
        if refused:
            raise errors.refuse(refused)
        fill.notes.extend(
            Note(f.code, f.where.key or "", f.problem) for f in fill.faults
        )


def _invisible(field: Field) -> Note:
    message = msg("The value is stored, but no page of the form shows this field.")
    return Note("not-shown", field.name, message)


def _read_only(field: Field) -> Fault:
    return fault(
        errors.ReadOnlyField,
        field,
        msg("is locked by the form's maker."),
        msg("Leave it out, or accept warnings to fill it all the same."),
    )
