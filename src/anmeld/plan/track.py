"""The router: accident, suspected occupational disease, both or neither, and why.

It follows `rulings.md` 1 line by line. The number of days is law data; the rest is the
order of the questions. It never decides alone: a person's `afgoerelse` replaces the
result, and the rule's own view stays visible.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from anmeld._i18n import Message, msg
from anmeld.formatting.dates import short_date
from anmeld.law import Law
from anmeld.law.course import Course
from anmeld.plan.accident import find_accident, in_order
from anmeld.plan.labels import label
from anmeld.plan.model import Track
from anmeld.plan.published import Standing, find_standing
from anmeld.plan.words import Wording, days, enumerated, if_injured
from anmeld.record.model import Record
from anmeld.record.values import Art, Spor, Svar

_GRAVE: Final = frozenset(
    {
        Art.TRUSSEL_DIREKTE,
        Art.TRUSSEL_INDIREKTE,
        Art.TRUSSEL_FAMILIE,
        Art.SEKSUEL,
        Art.VOLD_FYSISK,
    }
)


@dataclass(slots=True)
class _View:
    """What the rule says, gathered line by line."""

    value: Spor = Spor.INGEN
    is_borderline: bool = False
    is_unresolved: bool = False
    reasons: list[Message] = field(default_factory=list)
    advice: list[Message] = field(default_factory=list)


def find_track(record: Record, course: Course, *, today: date, law: Law) -> Track:
    """Find the track of a case.

    Args:
        record: The record.
        course: Its course.
        today: The day of the run; published content that is not said to be removed
            stands until then.
        law: The law, looked up for the last day of the course.

    Returns:
        The track with its reasons; never without one.

    Raises:
        LawError: The law data does not reach back to the course.
    """
    words = Wording(law, course.last_day or today)
    view = _rule(record, course, find_standing(record, today), words)
    decided = record.afgoerelse
    value = view.value if decided is None else decided.spor
    conditional = record.foelger.personskade is Svar.UKENDT and (
        Spor.INGEN not in (value, view.value)
    )
    reasons = _conditional(view.reasons, words) if conditional else view.reasons
    if decided is not None:
        reasons = [_decision(value), *reasons]
    return Track(
        value=value,
        rule=view.value,
        is_conditional=conditional,
        is_borderline=view.is_borderline,
        is_unresolved=view.is_unresolved,
        is_decided=decided is not None,
        reasons=tuple(reasons),
        advice=tuple(_conditional(view.advice, words) if conditional else view.advice),
        counting=words.value("taellemaade").text,
        accident=find_accident(record, course, words)
        if value in (Spor.ULYKKE, Spor.BEGGE)
        else None,
        rules=words.used,
    )


def is_mere_prelude(record: Record) -> bool:
    """Say whether nothing but a threat to expose is recorded.

    Args:
        record: The record.

    Returns:
        Whether every episode is a prelude; without episodes, every kind.
    """
    kinds = [one.art for one in record.episoder] or list(record.haendelse.arter)
    return bool(kinds) and all(kind is Art.OPTAKT for kind in kinds)


def _rule(
    record: Record, course: Course, standing: Standing | None, words: Wording
) -> _View:
    view = _View()
    _without_injury(view, record, words)
    if view.reasons:
        return view
    if not course.is_known:
        view.is_unresolved = True
        view.reasons.append(
            words.say(
                "spor_uden_dage",
                "No day is stated; the track can only be found when the first and last "
                "day are known.",
            )
        )
    elif course.days <= words.value("fem_dage").number:
        _short(view, course, standing, words)
    else:
        _long(view, record, course, words)
    return view


def _without_injury(view: _View, record: Record, words: Wording) -> None:
    if record.foelger.personskade is Svar.NEJ:
        view.reasons.append(
            words.say(
                "spor_ingen",
                "No injury is stated; without one there is no injury at work, only an "
                "incident that is registered internally.",
            )
        )
    if is_mere_prelude(record):
        view.reasons.append(
            words.say(
                "spor_optakt",
                "Only a prelude is recorded, and nothing was published; it is "
                "registered internally and noted in the citizen's case if it concerns "
                "one.",
            )
        )
        if record.foelger.personskade is Svar.JA:
            view.advice.append(
                msg(
                    "An injury is stated although only a prelude is recorded. "
                    "Consider a decision of your own in afgoerelse."
                )
            )


def _short(
    view: _View, course: Course, standing: Standing | None, words: Wording
) -> None:
    limit = words.value("fem_dage").number
    view.value = Spor.ULYKKE
    view.reasons.append(
        words.say(
            "spor_ulykke",
            "The exposure lasted {dage}, which is not longer than {graense}; that "
            "points to an accident.",
            dage=days(course.days),
            graense=days(limit),
        )
    )
    if standing is None or course.first_day is None:
        return
    if (standing.until - course.first_day).days > limit:
        view.value = Spor.BEGGE
        view.is_unresolved = True
        view.reasons.append(
            words.say(
                "staaende_offentliggoerelse",
                "Published content stood for more than {graense} after the first day. "
                "No source settles whether the exposure lasts while it can be seen; "
                "both tracks are shown.",
                graense=days(limit),
            )
        )
        view.reasons.append(_stood(course.first_day, standing))
    elif standing.is_standing:
        view.advice.append(
            msg(
                "Published content is not said to have been removed. If it stands for "
                "more than {limit} after the first day, both tracks apply.",
                limit=days(limit),
            )
        )


def _stood(first: date, standing: Standing) -> Message:
    if not standing.is_standing:
        number = days((standing.until - first).days + 1)
        return msg(
            "Published content stood for {days}, until {day}.",
            days=number,
            day=short_date(standing.until),
        )
    if standing.is_stated:
        return msg("The record says that published content has not been removed.")
    return msg("The record does not say that published content has been removed.")


def _long(view: _View, record: Record, course: Course, words: Wording) -> None:
    limit = words.value("fem_dage").number
    alone = any(one.alene_skadevoldende for one in record.episoder)
    view.is_borderline = course.days - 1 <= limit or course.working_days <= limit
    view.value = Spor.BEGGE if view.is_borderline or alone else Spor.ERHVERVSSYGDOM
    view.reasons.append(
        words.say(
            "spor_erhvervssygdom",
            "Suspected occupational disease: the exposure extended over {dage}, which "
            "is longer than {graense}.",
            dage=days(course.days),
            graense=days(limit),
        )
    )
    if view.is_borderline:
        view.reasons.append(
            words.say(
                "graensetilfaelde",
                "Borderline: the law does not say how to count, and another way of "
                "counting gives at most {graense}; consider both tracks.",
                graense=days(limit),
            )
        )
    if alone:
        view.reasons.append(
            words.say(
                "enkelt_episode",
                "A person has stated that a single episode alone caused injury; it is "
                "notified as an accident, and the course as a whole is treated as a "
                "suspected occupational disease.",
            )
        )
    if view.value is Spor.ERHVERVSSYGDOM:
        view.advice.extend(_single_episodes(record, course, words))


def _single_episodes(record: Record, course: Course, words: Wording) -> list[Message]:
    advice: list[Message] = []
    if course.has_gaps:
        advice.append(
            words.say(
                "raad_afbrudt_forloeb",
                "The course has breaks between its episodes. Consider whether a single "
                "event alone caused injury; it could then be notified as an accident.",
            )
        )
    grave = [
        number
        for number, one in enumerate(in_order(record), start=1)
        if one.art in _GRAVE
    ]
    if grave:
        numbers = enumerated([str(number) for number in grave])
        advice.append(
            msg(
                "Grave by themselves: episodes no. {numbers}. If one of them alone "
                "caused injury, state that with the episode; a notice is then made "
                "for it.",
                numbers=numbers,
            )
        )
    return advice


def _conditional(sentences: list[Message], words: Wording) -> list[Message]:
    if not sentences:
        return sentences
    condition = words.value("spor_betinget").text
    return [if_injured(one, condition) for one in sentences]


def _decision(value: Spor) -> Message:
    # Only that a person decided, and what: the reason is free text and stands in the
    # registration, where its reader may see it.
    return msg(
        "A person has decided on the track »{track}«; the reason stands in the record. "
        "The rule's own view follows.",
        track=label(value),
    )
