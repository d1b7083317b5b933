"""From content to field values, as a map says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from anmeld._i18n import msg
from anmeld.catalogue.conditions import Facts
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting.table import FILTERS, without_holds
from anmeld.formatting.values import placeholder, present
from anmeld.record.model import Record
from anmeld.render.form import errors, model
from anmeld.render.form.mapping import FieldMap, FormMap, Rows, row_fields
from anmeld.render.report import Note

_RUN = re.compile(r"\w+")
_UNTRUE = ("nej", "ukendt")


@dataclass(slots=True)
class Bound:
    """Values for one fill.

    Attributes:
        values: Field name -> value.
        labels: Field name -> what a person calls it.
        lines: The text sheet: heading or `None`, label, whole text.
        further: Label and text of what has no field at all (rows too many).
        notes: What a person should know.
    """

    values: dict[str, object] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str | None, str, str]] = field(default_factory=list)
    further: tuple[tuple[str, str], ...] = ()
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Binding:
    """A map that is known to fit its form.

    Attributes:
        form_map: The map.
        fields: The form's fields.
    """

    form_map: FormMap
    fields: Mapping[str, model.Field]

    def bind(self, content: Mapping[str, object]) -> Bound:
        """Find the value of every mapped field.

        Args:
            content: A tree of values by name.

        Returns:
            Values, labels and the text sheet.

        Raises:
            RenderError: If a format cannot write a value, or a list has more rows than
                the form and the map says to refuse.
        """
        bound = Bound()
        for name, one in self.form_map.fields.items():
            self._bind_one(name, one, content, content, bound)
            self._bind_lists(name, content, bound)
        self._bind_lists(None, content, bound)
        return bound

    def _bind_lists(
        self, after: str | None, content: Mapping[str, object], bound: Bound
    ) -> None:
        for rows in self.form_map.rows:
            if rows.after == after:
                self._bind_rows(rows, content, bound)

    def _bind_one(
        self,
        name: str,
        one: FieldMap,
        content: Mapping[str, object],
        row: Mapping[str, object],
        bound: Bound,
    ) -> None:
        found = self.fields[name]
        label = one.label or found.label
        bound.labels[name] = label
        if not all(line.holds(_facts(content)) for line in one.when):
            if one.otherwise is not None:
                bound.values[name] = one.otherwise
            shown = (one.otherwise or "").removeprefix("/")
            bound.lines.append((one.section, label, shown))
            return
        value, shown = self._value(found, one, row, bound)
        if value is not None:
            bound.values[name] = value
        bound.lines.append((one.section, label, shown))

    def _value(
        self,
        found: model.Field,
        one: FieldMap,
        row: Mapping[str, object],
        bound: Bound,
    ) -> tuple[object, str]:
        """The field's value, and what the text sheet shows for it."""
        facts = [look_up(row, path) for path in one.from_]
        if one.check is not None:
            holds = any(_holds(fact, one.equals) for fact in facts)
            return (one.check if holds else one.otherwise or ""), present(holds)
        if one.options is not None:
            return self._option(found, one, facts)
        if one.text is not None:
            return one.text, one.text.removeprefix("/")
        try:
            text = _written(one, facts)
        except RenderError as error:
            raise _at_field(found.name, error) from None
        stated = any(placeholder(fact) is None for fact in facts)
        if not stated and self._is_no_place_for_words(found, text):
            message = msg("The fact is missing, and the box has no room to say so.")
            bound.notes.append(Note("missing-fact", found.name, message))
            return "", present(None)
        return text, text

    def _option(
        self, found: model.Field, one: FieldMap, facts: Sequence[object]
    ) -> tuple[object, str]:
        options = one.options or {}
        fact = next((fact for fact in facts if placeholder(fact) is None), None)
        fact = fact if fact is not None else next(iter(facts), None)
        key = str(fact).lower() if isinstance(fact, bool) else str(fact)
        if key in options:
            return options[key], present(fact)
        if placeholder(fact) is not None:
            return one.otherwise or "", present(fact)
        if one.otherwise is not None:
            return one.otherwise, present(fact)
        raise errors.WrongOption(
            errors.FieldFault(
                errors.WrongOption.code,
                Where(key=found.name),
                msg(
                    "the map names no option for this value of {name}.",
                    name=", ".join(one.from_),
                ),
                msg("Add it to `options`, or write `otherwise`."),
                found.name,
                found.page,
                tuple(options),
            )
        )

    def _is_no_place_for_words(self, found: model.Field, text: str) -> bool:
        limit = found.max_length
        if found.options and not found.editable:
            return True
        return found.comb or (limit is not None and len(text) > limit)

    def _bind_rows(
        self, rows: Rows, content: Mapping[str, object], bound: Bound
    ) -> None:
        listed = look_up(content, rows.from_)
        elements = list(listed) if isinstance(listed, (list, tuple)) else []
        for at, name, one in row_fields(rows):
            if at < len(elements):
                self._bind_one(name, one, content, _row(elements[at]), bound)
            elif not at and not elements and one.empty is not None:
                self._bind_one(name, one, content, {}, bound)
            else:
                bound.labels[name] = one.label or self.fields[name].label
        spare = elements[rows.count :]
        if not spare:
            return
        if rows.overflow == "refuse":
            raise errors.TooLong(_too_many_rows(rows, len(spare)))
        texts = []
        for nr, element in enumerate(spare, rows.count + 1):
            texts.append("\n".join(self._row_lines(rows, nr, _row(element))))
        label = rows.label or rows.from_
        bound.further += ((label, "\n\n".join(texts)),)
        bound.lines.append((None, label, "\n\n".join(texts)))

    def _row_lines(
        self, rows: Rows, nr: int, element: Mapping[str, object]
    ) -> Iterator[str]:
        yield f"{nr}."
        for pattern, one in rows.fields.items():
            first = self.fields[pattern.replace("{n}", str(rows.first))]
            shown = self._value(first, one, element, Bound())[1]
            yield f"{one.label or first.label}: {shown}"


def _facts(content: Mapping[str, object]) -> Facts:
    # Facts walks mappings as well as records; the content is a tree of mappings.
    return Facts(cast(Record, content), {})


def _row(element: object) -> Mapping[str, object]:
    return element if isinstance(element, Mapping) else {"": element}


def _too_many_rows(rows: Rows, excess: int) -> Fault:
    return errors.FieldFault(
        errors.TooLong.code,
        Where(key=rows.from_),
        msg("has {excess} rows more than the form.", excess=excess),
        msg('Let them overflow to an addendum: overflow = "addendum".'),
        field=next(iter(rows.fields)),
        excess=float(excess),
    )


def look_up(content: Mapping[str, object], path: str) -> object:
    """The value behind a dotted name; a list of them behind a list.

    Args:
        content: A tree of values by name.
        path: A dotted name; `[]` after a list may be left out.

    Returns:
        The value, `None` where the content is silent.
    """
    return _walk(content, path.replace("[]", "").split("."))


def _walk(value: object, words: Sequence[str]) -> object:
    for at, word in enumerate(words):
        if isinstance(value, Mapping):
            value = value.get(word)
        elif isinstance(value, (list, tuple)):
            found = [_walk(item, words[at:]) for item in value]
            return tuple(item for item in found if item is not None)
        else:
            return None
    return value


def _holds(fact: object, equals: tuple[object, ...] | None) -> bool:
    parts = fact if isinstance(fact, (list, tuple)) else (fact,)
    if equals is not None:
        return any(part in equals for part in parts)
    return any(_is_true(part) for part in parts)


def _is_true(fact: object) -> bool:
    if isinstance(fact, str):
        return bool(fact.strip()) and fact not in _UNTRUE
    return bool(fact)


def _written(one: FieldMap, facts: Sequence[object]) -> str:
    """The text of a field: each fact in its format, joined, and the part asked for."""
    facts = list(_spread(one, facts))
    stated = [fact for fact in facts if placeholder(fact) is None]
    if not stated and one.empty is not None:
        return one.empty
    cut = one.slice is not None or one.part is not None
    if not stated and cut:
        return ""
    text = one.join.join(_shown(one, fact) for fact in stated or facts[:1])
    if one.slice is not None:
        return text[slice(*one.slice)] if len(one.slice) == 2 else text[one.slice[0] :]
    if one.part is not None:
        runs = _RUN.findall(text)
        return runs[one.part - 1] if one.part <= len(runs) else ""
    return text


def _shown(one: FieldMap, fact: object) -> str:
    # A field is one line, and what stands in it is copied into other systems.
    return without_holds(FILTERS[one.format](fact)) if one.format else present(fact)


def _spread(one: FieldMap, facts: Sequence[object]) -> Iterator[object]:
    """Give each element of a list by itself, where the map says what joins them."""
    for fact in facts:
        if "join" in one.model_fields_set and isinstance(fact, tuple) and fact:
            yield from fact
        else:
            yield fact


def _at_field(name: str, cause: RenderError) -> RenderError:
    """The same error at the field where it arose."""
    return RenderError(
        *(Fault(f.code, Where(key=name), f.problem, f.remedy) for f in cause.faults)
    )
