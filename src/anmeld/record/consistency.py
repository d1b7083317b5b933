"""Where a record contradicts itself: every rule is run, every contradiction told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path as FilePath

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue, Finding, Path, dotted
from anmeld.formatting.moments import Moment
from anmeld.record import people
from anmeld.record.evidence import find_file, same_file_key
from anmeld.record.model import Record
from anmeld.record.values import Genoptaget, Svar

Rule = Callable[[Record], Iterator[Finding]]
_EPISODES: Path = ("episoder",)
_FIRST_DAY: Path = ("haendelse", "foerste_dag")
_LAST_DAY: Path = ("haendelse", "sidste_dag")


def find_inconsistencies(record: Record, base: FilePath | None) -> tuple[Finding, ...]:
    """Run every rule.

    Args:
        record: A record whose fields are each right.
        base: The folder that files of evidence are confined to.

    Returns:
        What is wrong, by rule and then by place.
    """
    found = [finding for rule in RULES for finding in rule(record)]
    return (*found, *_files(record, base))


def _period(record: Record) -> Iterator[Finding]:
    first, last = record.haendelse.foerste_dag, record.haendelse.sidste_dag
    if first and last and last < first:
        yield _end_before_start(_LAST_DAY, _FIRST_DAY)
    if not first and not record.episoder:
        problem = msg("is missing, and there are no episodes either.")
        remedy = msg("List at least one of [[episoder]], or fill in the first day.")
        yield Finding(_FIRST_DAY, "no-period", problem, remedy, (_EPISODES,))


def _episodes(record: Record) -> Iterator[Finding]:
    for index, episode in enumerate(record.episoder):
        at: Path = ("episoder", index)
        if _before(episode.slut, episode.tidspunkt):
            yield _end_before_start((*at, "slut"), (*at, "tidspunkt"))
        removed = episode.fjernet
        if isinstance(removed, Moment) and _before(removed, episode.tidspunkt):
            problem = msg("is before the time at which it was published.")
            uses = ((*at, "tidspunkt"),)
            yield Finding(
                (*at, "fjernet"), "removed-before-posted", problem, _check(), uses
            )


def _stated_period(record: Record) -> Iterator[Finding]:
    first, last = record.haendelse.foerste_dag, record.haendelse.sidste_dag
    for index, episode in enumerate(record.episoder):
        day = episode.tidspunkt.dato
        if (first and day < first) or (last and day > last):
            problem = msg("lies outside the period stated under haendelse.")
            remedy = msg(
                "Correct it, or leave out the period: it follows from episodes."
            )
            path: Path = ("episoder", index, "tidspunkt")
            uses = (_FIRST_DAY, _LAST_DAY)
            yield Finding(path, "outside-period", problem, remedy, uses)


def _absence(record: Record) -> Iterator[Finding]:
    absence, first = record.fravaer, _first_day(record)
    if absence.foerste_dag and first and absence.foerste_dag < first:
        problem = msg("is before the first episode.")
        path: Path = ("fravaer", "foerste_dag")
        uses = (_EPISODES, _FIRST_DAY)
        yield Finding(path, "absence-before-incident", problem, _check(), uses)
    back = absence.genoptaget_dato
    path = ("fravaer", "genoptaget_dato")
    if back and absence.foerste_dag and back < absence.foerste_dag:
        yield _end_before_start(path, ("fravaer", "foerste_dag"))
    if back and absence.genoptaget is Genoptaget.NEJ:
        yield _contradiction(path, ("fravaer", "genoptaget"))


def _later_than_the_incident(record: Record) -> Iterator[Finding]:
    first = _first_day(record)
    moments: dict[Path, Moment | None] = {
        ("sag", "oprettet"): record.sag.oprettet,
        ("forsikring", "anmeldt"): record.forsikring.anmeldt,
        ("politi", "anmeldt"): record.politi.anmeldt,
        ("foelger", "doedsfald"): record.foelger.doedsfald,
    }
    for path, moment in moments.items():
        if moment and first and moment.dato < first:
            problem = msg("is before the first day of the incident.")
            uses = (_EPISODES, _FIRST_DAY)
            yield Finding(path, "before-incident", problem, _check(), uses)


def _evidence(record: Record) -> Iterator[Finding]:
    for index, item in enumerate(record.bilag):
        at: Path = ("bilag", index)
        if _before(item.sikret, item.ytret):
            problem = msg("is before the time at which it was published.")
            uses = ((*at, "ytret"),)
            yield Finding(
                (*at, "sikret"), "secured-before-posted", problem, _check(), uses
            )
        if item.episode and item.episode > len(record.episoder):
            yield _no_such_episode((*at, "episode"), len(record.episoder))


def _same_files(record: Record) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(record.bilag):
        if item.fil is not None:
            before = first.setdefault(same_file_key(item.fil), index)
            if before != index:
                yield _same_file(index, before)


def _choices(record: Record) -> Iterator[Finding]:
    if record.politi.oensket and record.politi.fravalgt:
        yield _contradiction(("politi", "fravalgt"), ("politi", "oensket"))
    if record.foelger.personskade is not Svar.NEJ:
        return
    for index, episode in enumerate(record.episoder):
        if episode.alene_skadevoldende:
            path: Path = ("episoder", index, "alene_skadevoldende")
            yield _contradiction(path, ("foelger", "personskade"))


def _files(record: Record, base: FilePath | None) -> Iterator[Finding]:
    first: dict[FilePath, int] = {}
    for index, item in enumerate(record.bilag):
        if item.fil is None:
            continue
        try:
            before = first.setdefault(find_file(item.fil, base), index)
        except FaultyValue as wrong:
            path: Path = ("bilag", index, "fil")
            yield Finding(path, wrong.code, wrong.problem, wrong.remedy)
            continue
        # Two names that read alike are told already; here links lead to one file.
        other = record.bilag[before].fil or ""
        if before != index and same_file_key(other) != same_file_key(item.fil):
            yield _same_file(index, before)


def _same_file(index: int, before: int) -> Finding:
    used: Path = ("bilag", before, "fil")
    problem = msg("names the same file as {key}.", key=dotted(used))
    remedy = msg("Keep one of them, or correct the name.")
    return Finding(("bilag", index, "fil"), "same-file-twice", problem, remedy, (used,))


def _first_day(record: Record) -> date | None:
    days = [episode.tidspunkt.dato for episode in record.episoder]
    return min(days) if days else record.haendelse.foerste_dag


def _before(one: Moment | None, other: Moment | None) -> bool:
    if one is None or other is None:
        return False
    if one.klokke and other.klokke:
        return one.klokke < other.klokke
    return one.dato < other.dato


def _end_before_start(end: Path, start: Path) -> Finding:
    problem = msg("is before {key}.", key=dotted(start))
    return Finding(end, "end-before-start", problem, _check(), (start,))


def _contradiction(path: Path, other: Path) -> Finding:
    problem = msg("contradicts {key}.", key=dotted(other))
    return Finding(
        path, "contradiction", problem, msg("Correct one of them."), (other,)
    )


def _no_such_episode(path: Path, count: int) -> Finding:
    problem = msg("is the number of an episode that is not listed.")
    remedy = msg("There are {count}, numbered from 1.", count=count)
    return Finding(path, "no-such-episode", problem, remedy, (_EPISODES,))


def _check() -> Message:
    return msg("Check both.")


RULES: tuple[Rule, ...] = (
    _period,
    _episodes,
    _stated_period,
    _absence,
    _later_than_the_incident,
    _evidence,
    _same_files,
    _choices,
    people.birth_dates,
    people.case_number,
    people.offender_and_citizen,
    people.citizens_case,
    people.releases,
)
