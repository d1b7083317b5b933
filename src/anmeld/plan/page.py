"""The plan as a page for the terminal: plain text, which a screen may colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from anmeld._i18n import Language, Message, msg
from anmeld.formatting.dates import short_date
from anmeld.law import Deadline
from anmeld.law.values import Duty
from anmeld.plan.labels import amount, counted_from, label
from anmeld.plan.model import Actor, Plan, Step
from anmeld.plan.words import days, verbatim, when_due, written

_NARROWEST: Final = 40


def plan_page(plan: Plan, language: Language = "da", width: int = 80) -> str:
    """Lay a plan out for the terminal.

    Args:
        plan: The plan.
        language: `da` or `en`; what stands in the law data is Danish in both.
        width: Columns of the screen.

    Returns:
        Plain text, a line break at its end; headings in capitals, no colour.
    """
    page = _Page(language, max(width, _NARROWEST))
    page.course(plan)
    page.track(plan)
    page.documents(plan)
    page.deadlines(plan)
    page.provisions(plan)
    page.warnings(plan)
    page.steps(plan)
    page.footer(plan)
    return "\n".join(page.lines).strip("\n") + "\n"


class _Page:
    """The lines of a page, section by section.

    Args:
        language: The language of the screen.
        width: Columns.
    """

    def __init__(self, language: Language, width: int) -> None:
        self.lines: list[str] = []
        self._language = language
        self._width = width

    def course(self, plan: Plan) -> None:
        course = plan.course
        self._heading(msg("Course"))
        if course.first_day is None or course.last_day is None:
            self._item(msg("No day is stated."))
            return
        self._item(
            msg(
                "{first} to {last}: {days}; working days: {working}.",
                first=short_date(course.first_day),
                last=short_date(course.last_day),
                days=days(course.days),
                working=course.working_days,
            )
        )
        self._item(
            msg(
                "Episodes: {episodes}, on {days}.",
                episodes=course.episodes,
                days=days(course.distinct_days),
            )
        )

    def track(self, plan: Plan) -> None:
        track = plan.track
        self._heading(msg("Track: {track}", track=label(track.value)))
        self._items(track.reasons)
        self._item(verbatim(track.counting))
        if track.is_decided and track.rule is not track.value:
            self._item(msg("The rule's own: {track}.", track=label(track.rule)))
        if track.accident is not None:
            self._item(msg("The notice is for: {what}", what=track.accident.covers))
        if plan.notification is not None:
            insurer, authority = plan.notification
            self._duty(msg("Insurer"), insurer.duty, insurer.reasons)
            name = verbatim("Arbejdstilsynet")
            self._duty(name, authority.duty, authority.reasons)
        for one in track.advice:
            self._item(msg("Advice: {advice}", advice=one))

    def documents(self, plan: Plan) -> None:
        self._heading(msg("Documents that are made"))
        for one in plan.documents:
            formats = ", ".join(one.formats)
            self._item(verbatim(f"{one.title} ({one.id}: {formats})"))
            self._below(msg("To: {recipient}", recipient=one.recipient))
            self._below(one.reason)
        if plan.not_made:
            self._heading(msg("Documents that are not made"))
        for other in plan.not_made:
            self._item(verbatim(f"{other.title} ({other.id})"))
            self._below(other.reason)

    def deadlines(self, plan: Plan) -> None:
        if not plan.deadlines:
            return
        self._heading(msg("Deadlines"))
        for one in plan.deadlines:
            self._item(
                msg(
                    "{due}  {status}, {duty}",
                    due=when_due(one) or msg("No day yet"),
                    status=label(one.status),
                    duty=label(one.duty),
                )
            )
            self._below(verbatim(f"{one.who} -> {one.to_whom}: {one.what}."))
            self._below(_counted(one))
            self._below(
                msg(
                    "{source}; {confidence}, checked {day}.",
                    source=one.reference.title,
                    confidence=label(one.confidence),
                    day=short_date(one.checked),
                )
            )
            for remark in one.remarks:
                self._below(verbatim(remark))

    def provisions(self, plan: Plan) -> None:
        if not plan.provisions:
            return
        self._heading(msg("Possible penal provisions"))
        for one in plan.provisions:
            penalty = f"; {one.max_penalty}" if one.max_penalty else ""
            self._item(
                verbatim(f"{one.act} {one.paragraph}: {one.description}{penalty}")
            )
            if one.plan_only:
                self._below(msg("Shown here only; no draft to the police rests on it."))
            elif one.needs_own_request:
                self._below(msg("Needs the employee's own signed request."))
            if one.remark:
                self._below(verbatim(one.remark))
        notes = (note for one in plan.provisions for note in one.notes)
        for note in dict.fromkeys(notes):
            self._item(verbatim(note))
        self._item(msg("The legal assessment is left to police and prosecution."))

    def warnings(self, plan: Plan) -> None:
        if not plan.warnings:
            return
        self._heading(msg("Warnings"))
        for one in plan.warnings:
            self._mark("!", one.text.text(self._language))

    def steps(self, plan: Plan) -> None:
        for actor in Actor:
            own = [step for step in plan.steps if step.actor is actor]
            if own:
                self._heading(msg("Steps: {actor}", actor=label(actor)))
            for step in own:
                box = "[x]" if step.is_done else "[ ]"
                self._mark(box, _step(step).text(self._language))

    def footer(self, plan: Plan) -> None:
        self.lines.append("")
        self._wrapped(
            "",
            "",
            msg(
                "As of {day}; law data {version}.",
                day=written(plan.now),
                version=plan.law_version,
            ).text(self._language),
        )

    def _duty(self, name: Message, duty: Duty, reasons: Iterable[str]) -> None:
        self._item(msg("{name}: {duty}", name=name, duty=label(duty)))
        for reason in reasons:
            self._below(verbatim(reason))

    def _heading(self, text: Message) -> None:
        self.lines.append("")
        self._wrapped("", "", text.text(self._language).upper())

    def _items(self, texts: Iterable[Message]) -> None:
        for text in texts:
            self._item(text)

    def _item(self, text: Message) -> None:
        self._mark("-", text.text(self._language))

    def _below(self, text: Message) -> None:
        self._wrapped("    ", "    ", text.text(self._language))

    def _mark(self, mark: str, text: str) -> None:
        self._wrapped(f"{mark} ", " " * (len(mark) + 1), text)

    def _wrapped(self, first: str, later: str, text: str) -> None:
        self.lines.extend(
            textwrap.wrap(
                text,
                self._width,
                initial_indent=first,
                subsequent_indent=later,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )


def _counted(one: Deadline) -> Message:
    if one.amount.endswith("."):
        return verbatim(one.amount)
    length, start = amount(one.amount), counted_from(one.counted_from)
    if one.start is None:
        return msg("{amount}, counted from {start}", amount=length, start=start)
    return msg(
        "{amount}, counted from {start} ({day})",
        amount=length,
        start=start,
        day=written(one.start),
    )


def _step(step: Step) -> Message:
    if step.on is not None:
        return msg("{step} Done {day}.", step=step.text, day=short_date(step.on))
    if step.agreed_for is not None:
        day = short_date(step.agreed_for)
        return msg("{step} Agreed for {day}.", step=step.text, day=day)
    return step.text
