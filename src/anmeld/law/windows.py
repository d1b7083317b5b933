"""Windows: the same deadline counted from each episode by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anmeld.formatting.moments import Moment
from anmeld.law.book import Law
from anmeld.law.circumstances import Circumstances
from anmeld.law.days import Instant, after, by_clock, day_of, moment_of
from anmeld.law.events import Event
from anmeld.law.values import DeadlineStatus, Unit


@dataclass(frozen=True, slots=True)
class Window:
    """A deadline as it runs from one episode.

    Attributes:
        event: The episode.
        start: The day or moment it is counted from.
        due: The last day, or the moment it runs out.
        status: Where it stands.
        reported: When it was reported, if after the episode.
    """

    event: Event
    start: Instant
    due: Instant
    status: DeadlineStatus
    reported: Moment | None


def open_windows(
    law: Law,
    rule_id: str,
    events: Sequence[Event],
    reported: Moment | None,
    now: datetime,
) -> tuple[Window, ...]:
    """Count a deadline from each event, by the law of its own day.

    Args:
        law: The law.
        rule_id: The deadline.
        events: The events it is counted from.
        reported: When the record shows a report, if it does.
        now: The moment of the run.

    Returns:
        One window an event, in their order.
    """
    return tuple(
        _window(law, rule_id, event, _covering(reported, event), now)
        for event in events
    )


def _window(
    law: Law, rule_id: str, event: Event, reported: Moment | None, now: datetime
) -> Window:
    value = law.value(rule_id, event.day)
    start: Instant = event.start if value.unit is Unit.HOURS else event.day
    due = after(start, value.number, value.unit)
    return Window(event, start, due, status_of(reported, due, now), reported)


def _covering(reported: Moment | None, event: Event) -> Moment | None:
    """Drop a report that was made before the event: it cannot be about it."""
    if reported is None:
        return None
    if reported.klokke is None or not event.has_clock:
        return reported if reported.dato >= event.day else None
    return reported if moment_of(reported) >= by_clock(event.start) else None


def status_of(
    reported: Moment | None, due: Instant | None, now: datetime
) -> DeadlineStatus:
    """Say where a deadline stands.

    Args:
        reported: When it was reported, if it was.
        due: Its last day, or the moment it runs out; None where that is not known.
        now: The moment of the run.

    Returns:
        Met or passed by the report where there is one; otherwise by the clock.
    """
    if due is None:
        return DeadlineStatus.UKENDT_TRIGGER
    if reported is not None:
        in_time = _within(reported.klokke or reported.dato, due)
        return DeadlineStatus.OVERHOLDT if in_time else DeadlineStatus.OVERSKREDET
    return DeadlineStatus.AABEN if _within(now, due) else DeadlineStatus.OVERSKREDET


def _within(instant: Instant, due: Instant) -> bool:
    if isinstance(instant, datetime) and isinstance(due, datetime):
        return by_clock(instant) <= by_clock(due)
    return day_of(instant) <= day_of(due)


def shown_of(windows: Sequence[Window]) -> Window:
    """Choose the window that stands for all of them.

    Args:
        windows: At least one.

    Returns:
        The earliest that is open; else the last that was missed; else the last.
    """

    def by_due(window: Window) -> datetime:
        return by_clock(window.due)

    still = [each for each in windows if each.status is DeadlineStatus.AABEN]
    if still:
        return min(still, key=by_due)
    missed = [each for each in windows if each.status is DeadlineStatus.OVERSKREDET]
    return max(missed or windows, key=by_due)


def remarks_on(
    case: Circumstances, shown: Window, windows: Sequence[Window], unit: Unit
) -> list[str]:
    """Say what must be known of a window that stands for several.

    Args:
        case: The case.
        shown: The window that is shown.
        windows: All of them.
        unit: The unit of the deadline.

    Returns:
        Danish sentences.
    """
    remarks = []
    passed = [each for each in windows if each.status is DeadlineStatus.OVERSKREDET]
    if passed and shown.status is DeadlineStatus.AABEN:
        remarks.append(
            case.say("vinduer_udloebet", udloebne=len(passed), alle=len(windows))
        )
    if unit is Unit.HOURS and not shown.event.has_clock:
        remarks.append(case.say("uden_klokkeslaet"))
    if unit is Unit.HOURS and shown.event.is_approximate:
        remarks.append(case.say("cirka_klokkeslaet"))
    return [*remarks, *_remark_on_report(case, shown)]


def _remark_on_report(case: Circumstances, shown: Window) -> list[str]:
    report = shown.reported
    if report is None:
        return []
    if shown.status is DeadlineStatus.OVERSKREDET:
        return [case.say("anmeldt_for_sent")]
    same_day = report.dato == day_of(shown.due)
    if isinstance(shown.due, datetime) and same_day and report.klokke is None:
        return [case.say("anmeldt_uden_klokkeslaet")]
    return []
