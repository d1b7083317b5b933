"""What Jinja's parser says, in words for somebody who writes templates in Word.

Jinja speaks English and of its own grammar. The sentences a slip of the pen leads to
are told anew with what to do; of the others the parser's own words are passed on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from anmeld._i18n import Message, msg

_Found = re.Match[str]
_Told = tuple[Message, Message | None]
_QUOTES: Final = "“”„«»‘’´`"
_PARTS: Final = {
    "end of print statement": msg("the end of the tag"),
    "end of statement block": msg("the end of the tag"),
    "begin of print statement": msg("the beginning of another tag"),
    "begin of statement block": msg("the beginning of another tag"),
    "end of template": msg("the end of the template"),
    "template data / text": msg("plain text"),
    "name": msg("a name"),
    "integer": msg("a number"),
    "float": msg("a number"),
    "string": msg("a text in quotation marks"),
}


def reason_of(words: str) -> _Told:
    """Say why Jinja cannot read a tag.

    Args:
        words: What Jinja said.

    Returns:
        The reason as the end of a sentence, and what can be done about it.
    """
    for pattern, told in _SENTENCES:
        if found := re.fullmatch(pattern, words, re.DOTALL):
            return told(found)
    return msg("in the words of the parser: {words}", words=words), None


def _part(name: str) -> Message:
    return _PARTS.get(name) or msg("»{sign}«", sign=name)


def _no_value(found: _Found) -> _Told:
    if found[1].startswith("end of"):
        remedy = msg("Write which value is meant, for example {tag}.", tag="sag.nummer")
        return msg("there is no value in it"), remedy
    problem = msg("{found} stands where a value should", found=_part(found[1]))
    return problem, None


def _more_than_one(found: _Found) -> _Told:
    if found[1] == "=":
        problem = msg("one = sets a value and compares nothing")
        return problem, msg("Write == to compare.")
    problem = msg("{found} is too much in it", found=_part(found[1]))
    remedy = msg("Names hold no blanks, and a tag holds one value or condition.")
    return problem, remedy


def _no_in(_: _Found) -> _Told:
    remedy = msg("Write {tag}.", tag="{% for e in episoder %}")
    return msg("the loop lacks the word »in« after its name"), remedy


def _expected(found: _Found) -> _Told:
    problem = msg(
        "{wanted} is missing before {found}",
        wanted=_part(found[1]),
        found=_part(found[2]),
    )
    return problem, None


def _unended(found: _Found) -> _Told:
    return msg("{wanted} is missing", wanted=_part(found[1])), None


def _bracket(found: _Found) -> _Told:
    problem = msg("the bracket {bracket} is missing", bracket=found[1])
    return problem, msg("Close every bracket that is opened.")


def _too_soon(_: _Found) -> _Told:
    remedy = msg("Write the value that is missing after the last word or sign.")
    return msg("it ends in the middle"), remedy


def _misplaced(found: _Found) -> _Told:
    return msg("{found} does not belong there", found=_part(found[1])), None


def _character(found: _Found) -> _Told:
    sign = found[1]
    if sign in "'\"":
        problem = msg("a quotation mark is opened and not closed")
        return problem, msg("Close every text with the mark that began it.")
    if sign in _QUOTES:
        problem = msg("it has quotation marks as Word curls them")
        remedy = msg("Write straight ones: press Ctrl+Z when Word has curled them.")
        return problem, remedy
    return msg("the character {sign} does not belong there", sign=sign), None


def _after_point(_: _Found) -> _Told:
    problem = msg("a name is missing after the point")
    return problem, msg("Write it without blanks, for example {tag}.", tag="sag.nummer")


def _no_target(_: _Found) -> _Told:
    problem = msg("a value can only be kept under a name")
    return problem, msg("Write {tag}.", tag="{% set navn = sag.nummer %}")


def _unknown_tag(found: _Found) -> _Told:
    innermost = re.search(
        r"innermost block that needs to be closed is '(\w+)'", found[0]
    )
    if innermost:
        problem = msg(
            "{tag} stands inside {block}, which is not ended yet",
            tag=found[1],
            block=innermost[1],
        )
        return problem, msg("End what was begun last first.")
    return msg("there is no tag named {word}", word=found[1]), None


def _never_ended(found: _Found) -> _Told:
    problem = msg("{word} is never ended", word=found[1])
    return problem, msg("Write {tag} where it ends.", tag=f"{{% end{found[1]} %}}")


def _no_filter(found: _Found) -> _Told:
    return msg("there is no filter named {name}", name=found[1]), None


def _no_test(found: _Found) -> _Told:
    return msg("there is no test named {name}", name=found[1]), None


def _wrong_call(_: _Found) -> _Told:
    return msg("what stands in the brackets cannot be read"), None


_END: Final = "end of (?:print statement|statement block)"
_SENTENCES: Final[tuple[tuple[str, Callable[[_Found], _Told]], ...]] = (
    (r"Expected an expression, got '(.+)'", _no_value),
    (r"expected token 'in', got .+", _no_in),
    (rf"expected token '{_END}', got '(.+)'", _more_than_one),
    (r"expected token '(.+)', got '(.+)'", _expected),
    (r"unexpected end of template, expected '(.+)'\.", _unended),
    (r"unexpected '.+', expected '(.+)'", _bracket),
    (rf"unexpected '{_END}'", _too_soon),
    (r"unexpected char ['\"]\\?(.+)['\"] at \d+", _character),
    (r"unexpected '(.+)'", _misplaced),
    (r"expected name or number", _after_point),
    (r"can't assign to .+", _no_target),
    (r"Encountered unknown tag '(\w+)'\..*", _unknown_tag),
    (r"Unexpected end of template\..*to be closed is '(\w+)'\.", _never_ended),
    (r"No filter named '(.+)'\.", _no_filter),
    (r"No test named '(.+)'\.", _no_test),
    (r"invalid syntax for function call expression|expected call", _wrong_call),
)
