"""From one cell to the data that TOML would give: by the shape of its field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue
from anmeld.record import days
from anmeld.record.fields import Kind
from anmeld.record.sheet import repairs
from anmeld.record.sheet.cells import Number, Raw, Stamp
from anmeld.record.sheet.choices import not_on_list
from anmeld.record.sheet.formats import moment_of_serial
from anmeld.record.sheet.keys import Field, Shape, choices_of, folded, values_by_word
from anmeld.record.sheet.mapping import ColumnRule, DateFormat, Part
from anmeld.record.sheet.repairs import Notes

_PIECES = re.compile(r"[;\n|]")
_MIDNIGHT = re.compile(r"(.+?)[ T]00[:.]00[:.]00(?:[.,]0+)?")
_PROTECTED = re.compile(
    r"(?:navne?-?\s*(?:og|/|\+)\s*)?adresse\s*-?beskytt(?:et|else)|beskyttet(?:\s+\w+)?"
    r"|hemmelig(?:t)?(?:\s+\w+)?|protected",
    re.IGNORECASE,
)
_TRUE = {"sand": True, "falsk": False, "true": True, "false": False}
_SERIALS = range(10_000, 73_051)  # May 1927 to the end of 2099
_POSTAL_DIGITS = 4
_PRIVATE = ("medarbejder.navn", "medarbejder.privat.")
_CODES = {"branchekode", "disco", "ydernummer"}


@dataclass(frozen=True, slots=True)
class Traits:
    """What a sheet says of all its cells.

    Attributes:
        typed: Whether they know numbers from texts.
        old_epoch: Whether serial dates count from 1904.
    """

    typed: bool
    old_epoch: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of one column.

    Attributes:
        field: The field that they go to.
        traits: What the sheet says of all its cells.
        rule: What `columns.toml` says of the column.
    """

    field: Field
    traits: Traits
    rule: ColumnRule | None = None

    def read(self, raw: Raw, notes: Notes) -> object:
        """Read a cell.

        Args:
            raw: The cell.
            notes: Where it is told what was done to it.

        Returns:
            What a TOML file would hold, `None` for a value that states nothing.

        Raises:
            FaultyValue: It cannot be read, or in more than one way.
        """
        repairs.refuse_broken(raw)
        if self.field.many and isinstance(raw, str):
            sign = self.rule.separator if self.rule else None
            pieces = raw.split(sign) if sign else self._pieces(raw)
            found = [self._one(each, notes) for each in pieces if each.strip()]
            return [each for each in found if each is not None]
        one = self._one(raw, notes)
        return [one] if self.field.many and one is not None else one

    def _one(self, raw: Raw, notes: Notes) -> object:
        if self.rule and self.rule.values:
            raw = _mapped(raw, self.rule.values)
            if isinstance(raw, str) and not raw.strip():
                return None
        if self.rule and self.rule.part:
            return self._part(raw, self.rule.part, notes)
        match self.field.shape:
            case Shape.DAY | Shape.MOMENT:
                return self._day(raw, notes)
            case Shape.AMOUNT:
                return self._amount(raw, notes)
            case Shape.COUNT:
                return self._count(raw, notes)
            case Shape.FLAG | Shape.CHOICE:
                return self._choice(raw, notes)
        return self._text(raw, notes)

    def _pieces(self, text: str) -> list[str]:
        known = values_by_word(self.field.key)
        pieces = _PIECES.split(text)
        if len(pieces) == 1 and known and folded(text) not in known:
            # Printed words hold commas themselves, so they divide only what they must.
            by_comma = text.split(",")
            if all(folded(each) in known for each in by_comma):
                return by_comma
        return pieces

    def _text(self, raw: Raw, notes: Notes) -> object:
        shape, kind = self.field.shape, self.field.kind
        counted = shape is not Shape.TEXT or kind is Kind.NUMBER
        counted = counted or self.field.last in _CODES or self._digits is not None
        if isinstance(raw, Number):
            text = repairs.digits_of(raw, notes)
            if shape is Shape.TEXT and self._digits is None and not raw.digits:
                notes.add("number-as-text", _maybe_zeros())
        elif isinstance(raw, str):
            text = repairs.plain_digits(raw, notes) if counted else raw
        else:
            raise _wrong_kind(raw)
        text = repairs.padded(text, self._digits, notes)
        if shape is Shape.CPR:
            bare = isinstance(raw, Number) or not self.traits.typed
            return repairs.whole_cpr(text, notes, bare=bare)
        return self._named(text, notes)

    def _named(self, text: str, notes: Notes) -> str | None:
        if self.field.key.startswith(_PRIVATE) and _PROTECTED.fullmatch(text.strip()):
            notes.protected = True
            return None
        if self.field.kind is not Kind.NAME or self.field.last != "navn":
            return text
        if self.field.key == "udoever.navn":
            return text  # what is known of the offender is a description, not a name
        order = self.rule.name_order if self.rule else None
        return repairs.name_in_order(text, order, notes)

    def _part(self, raw: Raw, part: Part, notes: Notes) -> object:
        if part is Part.DAY:
            return self._day(raw, notes)
        if part is Part.CLOCK:
            return _clock(raw)
        if isinstance(raw, Number):
            text = repairs.digits_of(raw, notes)
        elif isinstance(raw, str):
            text = " ".join(raw.split())
        else:
            raise _wrong_kind(raw)
        if part is Part.POSTAL_CODE:
            text = repairs.plain_digits(text, notes)
            return repairs.padded(text, _POSTAL_DIGITS, notes)
        return self._named(text, notes) if part is Part.STREET else text

    @property
    def _digits(self) -> int | None:
        return self.rule.digits if self.rule else None

    def _day(self, raw: Raw, notes: Notes) -> object:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, Stamp):
            return self._stamped(raw, notes)
        form = self.rule.date_format if self.rule else None
        if isinstance(raw, Number):
            return self._serial(raw, form, notes)
        assert isinstance(raw, str)
        text = repairs.plain_digits(raw, notes) if form else raw.strip()
        if found := _MIDNIGHT.fullmatch(text):
            self._midnight(notes)
            return found[1]
        if re.fullmatch("[0-9]{7,8}", text) and form in (None, DateFormat.DDMMYYYY):
            return _eight(text, notes)
        if form is DateFormat.YYYYMMDD and re.fullmatch("[0-9]{8}", text):
            return days.parse_eight_digits(text[6:] + text[4:6] + text[:4])
        if re.fullmatch(r"[0-9]{4,5}(?:[.,][0-9]+)?", text):
            number = Number(Decimal(text.replace(",", ".")))
            return self._serial(number, form, notes)
        return text

    def _serial(self, number: Number, form: DateFormat | None, notes: Notes) -> object:
        whole = number.value == number.value.to_integral_value()
        digits = str(int(number.value)).zfill(number.digits)
        stated = form in (DateFormat.EXCEL_1900, DateFormat.EXCEL_1904)
        if not stated and whole and len(digits) in (7, 8):
            if form is DateFormat.YYYYMMDD:
                return days.parse_eight_digits(digits[6:] + digits[4:6] + digits[:4])
            return _eight(digits, notes)
        known = stated or (self.traits.typed and form is None)
        old = form is DateFormat.EXCEL_1904 if stated else self.traits.old_epoch
        at = moment_of_serial(number.value, old_epoch=old)
        if known and at and int(number.value) in _SERIALS:
            notes.add("serial-as-date", msg("was a number, and was read as a date."))
            return self._stamped(Stamp(at, clock=False), notes)
        problem = msg("is a number that could be a date in more than one way, or none.")
        remedy = msg("Write for example 3.3.2025, or set date_format in columns.toml.")
        raise FaultyValue("unclear-date", problem, remedy)

    def _stamped(self, stamp: Stamp, notes: Notes) -> date | datetime:
        if (stamp.at.hour, stamp.at.minute, stamp.at.second) != (0, 0, 0):
            return stamp.at
        if stamp.clock:
            self._midnight(notes)
        return stamp.at.date()

    def _midnight(self, notes: Notes) -> None:
        if self.field.shape is Shape.MOMENT:
            note = msg("says midnight, as sheets do for a day without a clock time.")
            notes.add("midnight-as-day", note)

    def _amount(self, raw: Raw, notes: Notes) -> object:
        if isinstance(raw, Number):
            return repairs.exact_amount(raw.value, notes)
        if isinstance(raw, str):
            sign = self.rule.decimal if self.rule else None
            return repairs.amount_in(raw.strip(), sign)
        raise _wrong_kind(raw)

    def _count(self, raw: Raw, notes: Notes) -> object:
        if isinstance(raw, Number):
            return int(repairs.digits_of(Number(raw.value), notes))
        if isinstance(raw, str):
            return repairs.plain_digits(raw, notes)
        raise _wrong_kind(raw)

    def _choice(self, raw: Raw, notes: Notes) -> object:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, Number):
            return repairs.digits_of(raw, notes)
        if not isinstance(raw, str):
            raise _wrong_kind(raw)
        wanted, known = folded(raw), values_by_word(self.field.key)
        if value := known.get(wanted):
            return value == "ja" if self.field.shape is Shape.FLAG else value
        truth = _TRUE.get(wanted)
        if truth is not None and "ja" in known:
            return truth
        if self.field.shape is Shape.CHOICE:
            raise not_on_list(raw, list(choices_of(self.field)))
        return raw


def _mapped(raw: Raw, values: object) -> Raw:
    assert isinstance(values, dict)
    if isinstance(raw, Number) and raw.value == raw.value.to_integral_value():
        text = str(int(raw.value))
    elif isinstance(raw, bool):
        text = "TRUE" if raw else "FALSE"
    elif isinstance(raw, str):
        text = raw.strip()
    else:
        return raw
    if text in values:
        return str(values[text])
    near = {folded(word): value for word, value in values.items()}
    return str(near[folded(text)]) if folded(text) in near else raw


def _eight(digits: str, notes: Notes) -> date:
    if len(digits) == 7:
        notes.add(
            "zeros-restored", msg("had lost its leading zero, which was put back.")
        )
    return days.parse_eight_digits(digits.zfill(8))


def _clock(raw: Raw) -> str:
    if isinstance(raw, Stamp):
        return f"{raw.at:%H:%M:%S}"
    if isinstance(raw, Number) and 0 <= raw.value < 1:
        seconds = round(raw.value * 86_400)
        return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(raw, str):
        text = raw.strip().lower().removeprefix("kl.").removeprefix("kl").strip()
        if re.fullmatch(r"[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?", text):
            return text
    problem = msg("is no clock time.")
    raise FaultyValue("no-such-time", problem, msg("Write it as 14.05."))


def _wrong_kind(raw: Raw) -> FaultyValue:
    if isinstance(raw, Stamp):
        problem = msg("is a date where something else was meant.")
        remedy = msg("Format the cell as text and write it again.")
        return FaultyValue("date-for-text", problem, remedy)
    problem = msg("is true or false where something else was meant.")
    return FaultyValue("flag-for-text", problem, msg("Write what was meant."))


def _maybe_zeros() -> Message:
    return msg("was a number; zeros in front, if it had any, are not in the sheet.")
