"""What pydantic cannot see in a `document.toml`: whether names and rules exist."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from anmeld._i18n import Message, msg
from anmeld.catalogue.conditions import Line, When
from anmeld.catalogue.names import (
    Name,
    deciding_names,
    is_countable,
    known_names,
    nearest,
)
from anmeld.catalogue.written import (
    DocumentToml,
    MaySeeToml,
    NeedToml,
    rows_asked,
    tests_of,
)
from anmeld.errors import Fault, Where
from anmeld.law.book import Law


def check_document(source: DocumentToml, file: str, law: Law) -> Iterator[Fault]:
    """Find every name, word and rule in a description that does not exist.

    Args:
        source: The description as written.
        file: Its file, for the messages.
        law: The rules that references must be among.

    Yields:
        The faults.
    """
    check = _Check(file, law)
    yield from check.when(source.when, "when", deciding_names())
    for number, recipient in enumerate(source.recipients, 1):
        key = f"recipients[{number}].when"
        yield from check.when(recipient.when, key, deciding_names())
    for number, entry in enumerate(source.may_see, 1):
        yield from check.entry(entry, f"may_see[{number}]")
    yield from check.once(source.may_see)
    for number, need in enumerate(source.needs, 1):
        yield from check.need(need, source, f"needs[{number}]")
    for number, rule in enumerate(source.references, 1):
        if rule not in law:
            yield check.unknown_rule(rule, f"references[{number}]")
    for number, deadline in enumerate(source.deadlines, 1):
        if deadline not in law.deadlines:
            yield check.unknown_rule(deadline, f"deadlines[{number}]")


class _Check:
    def __init__(self, file: str, law: Law) -> None:
        self._file = file
        self._law = law

    def when(self, when: When, key: str, known: Mapping[str, Name]) -> Iterator[Fault]:
        for test in tests_of(when):
            name = known.get(test.field or "")
            if name is None:
                yield self._unknown_name(test.field or "", key, known)
            else:
                yield from self._test(test, name, key)

    def entry(self, entry: MaySeeToml, key: str) -> Iterator[Fault]:
        known = known_names()
        for field in entry.fields:
            if field not in known:
                yield self._unknown_name(field, key, known)
        askable = dict(deciding_names())
        rows = rows_asked(entry)
        if rows is not None:
            prefix = f"{rows}[]."
            own = {path: one for path, one in known.items() if path.startswith(prefix)}
            askable |= own
            if any(not field.startswith(prefix) for field in entry.fields):
                yield self._fault(
                    "mixed-rows",
                    key,
                    msg("asks each row of {rows}, but shows other fields.", rows=rows),
                    msg("Give those fields an entry of their own."),
                )
        yield from self.when(entry.when, f"{key}.when", askable)

    def once(self, entries: Iterable[MaySeeToml]) -> Iterator[Fault]:
        counted = Counter(field for entry in entries for field in entry.fields)
        for field, times in counted.items():
            if times > 1:
                yield self._fault(
                    "repeated-name",
                    "may_see",
                    msg("names {name} more than once.", name=field),
                    msg("One entry decides; group its conditions with `any`."),
                )

    def need(
        self, need: str | NeedToml, source: DocumentToml, key: str
    ) -> Iterator[Fault]:
        known = deciding_names()
        fields = (need,) if isinstance(need, str) else need.any_of
        for field in fields:
            name = known.get(field)
            if name is None or name.derived:
                yield self._unknown_name(field, key, _stated(known))
            elif not _is_seen(field, source):
                yield self._fault(
                    "need-not-seen",
                    key,
                    msg("needs {name}, which its reader may not see.", name=field),
                    msg("Add it to `may_see` with a reason, or do not need it."),
                )
        if not isinstance(need, str):
            yield from self.when(need.when, f"{key}.when", known)

    def unknown_rule(self, rule: str, key: str) -> Fault:
        problem = msg("refers to {rule}, which is no rule of the law.", rule=rule)
        return self._fault("unknown-rule", key, problem, _meant(rule, self._law))

    def _test(self, test: Line, name: Name, key: str) -> Iterator[Fault]:
        if test.word == "at_least":
            if not is_countable(name):
                yield self._wrong_word(test, name, key)
            return
        if test.operands and not name.types:
            yield self._wrong_word(test, name, key)
            return
        for operand in test.operands:
            if name.path == "frister[].id":
                if operand not in self._law.deadlines:
                    yield self.unknown_rule(str(operand), key)
            elif not _is_possible(operand, name):
                yield self._fault(
                    "not-allowed-value",
                    key,
                    msg("compares {name} with what it never is.", name=name.path),
                    _allowed(operand, name),
                )

    def _wrong_word(self, test: Line, name: Name, key: str) -> Fault:
        return self._fault(
            "wrong-word",
            key,
            msg("asks {word} of {name}.", word=test.word, name=name.path),
            msg("Numbers and lists take at_least; a list has no value to compare."),
        )

    def _unknown_name(self, path: str, key: str, known: Mapping[str, Name]) -> Fault:
        near = nearest(path, known)
        remedy = msg("Did you mean {name}?", name=near) if near else None
        if known_names().get(path) or _is_section(path):
            remedy = msg(
                "It stands for a section, or is not known yet when this is asked."
            )
        problem = msg("names {name}, which cannot be used here.", name=path)
        return self._fault("unknown-name", key, problem, remedy)

    def _fault(
        self, code: str, key: str, problem: Message, remedy: Message | None
    ) -> Fault:
        return Fault(code, Where(file=self._file, key=key), problem, remedy)


def _is_section(path: str) -> bool:
    return any(name.startswith(f"{path}.") for name in known_names())


def _is_seen(field: str, source: DocumentToml) -> bool:
    known = known_names()
    seen = {one for entry in source.may_see for one in entry.fields}
    seen |= {known[one].source or "" for one in seen if one in known}
    return any(one == field or one.startswith(f"{field}.") for one in seen)


def _stated(known: Mapping[str, Name]) -> dict[str, Name]:
    return {path: name for path, name in known.items() if not name.derived}


def _is_possible(operand: bool | int | str, name: Name) -> bool:
    if isinstance(operand, bool):
        return bool in name.types
    if isinstance(operand, int):
        return is_countable(name)
    if name.choices:
        return operand in name.choices
    return str in name.types


def _allowed(operand: bool | int | str, name: Name) -> Message | None:
    if name.choices:
        close = difflib.get_close_matches(str(operand), name.choices, n=1, cutoff=0.6)
        if close:
            return msg("Did you mean {name}?", name=close[0])
        return msg("Allowed: {allowed}.", allowed=", ".join(name.choices))
    if bool in name.types:
        return msg("Allowed: {allowed}.", allowed="true, false")
    return None


def _meant(rule: str, law: Law) -> Message | None:
    rules = [value.rule for value in law.all_values()]
    close = difflib.get_close_matches(rule, rules, n=1, cutoff=0.6)
    return msg("Did you mean {name}?", name=close[0]) if close else None
