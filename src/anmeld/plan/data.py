"""The plan as plain data for `sag.json` and `anmeld plan --json`, in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from anmeld.formatting.moments import Moment
from anmeld.law import Clinic, Deadline, LawValue, Obligation, Provision

if TYPE_CHECKING:
    from anmeld.plan.model import Plan, PlannedDocument, Track


def plan_data(plan: Plan) -> dict[str, object]:
    """Describe a plan in numbers, texts and lists.

    Args:
        plan: The plan.

    Returns:
        What JSON can hold. Facts of the record stand by their keys; days and moments
        are ISO; no sensitive value is among them.
    """
    course = plan.course
    return {
        "dags_dato": plan.today.isoformat(),
        "tidspunkt": plan.now.isoformat(),
        "lov": {"version": plan.law_version, "regler": _rules(plan)},
        "forloeb": {
            "foerste_dag": _iso(course.first_day),
            "sidste_dag": _iso(course.last_day),
            "dage": course.days,
            "arbejdsdage": course.working_days,
            "antal_episoder": course.episodes,
            "antal_dage": course.distinct_days,
        },
        "spor": _track(plan.track),
        "ulykke": _accident(plan),
        "dokumenter": [_document(one) for one in plan.documents],
        "ikke_lavet": [
            {"id": one.id, "titel": one.title, "grund": one.reason.text()}
            for one in plan.not_made
        ],
        "frister": [_deadline(one) for one in plan.deadlines],
        "bestemmelser": [_provision(one) for one in plan.provisions],
        "klinik": _clinic(plan.clinic),
        "advarsler": [
            {"kode": one.code, "tekst": one.text.text(), "noegler": list(one.keys)}
            for one in plan.warnings
        ],
        "skridt": [
            {
                "kode": one.code,
                "for_hvem": one.actor.betegnelse,
                "tekst": one.text.text(),
                "gjort": one.is_done,
                "dato": _iso(one.on),
                "aftalt_til": _iso(one.agreed_for),
            }
            for one in plan.steps
        ],
    }


def _track(track: Track) -> dict[str, object]:
    return {
        "vaerdi": track.value.value,
        "betegnelse": track.value.betegnelse,
        "regel": track.rule.value,
        "betinget": track.is_conditional,
        "graensetilfaelde": track.is_borderline,
        "uafklaret": track.is_unresolved,
        "afgjort_af_person": track.is_decided,
        "begrundelse": [one.text() for one in track.reasons],
        "raad": [one.text() for one in track.advice],
        "taellemaade": track.counting,
    }


def _accident(plan: Plan) -> dict[str, object] | None:
    if plan.notification is None:
        return None
    found: dict[str, object] = {
        "forsikring": _obligation(plan.notification.insurer),
        "tilsyn": _obligation(plan.notification.authority),
    }
    if (accident := plan.track.accident) is not None:
        found |= {
            "fra": accident.first.iso,
            "til": accident.last.iso,
            "episoder": list(accident.episodes),
            "omfatter": accident.covers.text(),
        }
    return found


def _obligation(obligation: Obligation) -> dict[str, object]:
    return {
        "pligt": obligation.duty.betegnelse,
        "begrundelse": list(obligation.reasons),
        "betinget": obligation.is_conditional,
    }


def _document(document: PlannedDocument) -> dict[str, object]:
    return {
        "id": document.id,
        "titel": document.title,
        "mappe": document.folder,
        "modtager": document.recipient,
        "grund": document.reason.text(),
        "formater": list(document.formats),
    }


def _deadline(one: Deadline) -> dict[str, object]:
    return {
        "id": one.id,
        "titel": one.title,
        "hvem": one.who,
        "til": one.to_whom,
        "hvad": one.what,
        "regnes_fra": one.counted_from,
        "fra": _iso(one.start),
        "laengde": one.amount,
        "senest": _iso(one.due),
        "klokken": one.cutoff,
        "status": one.status.betegnelse,
        "pligt": one.duty.betegnelse,
        "grund": one.reason,
        "hjemmel": {"titel": one.reference.title, "url": one.reference.url},
        "kontrolleret": one.checked.isoformat(),
        "sikkerhed": one.confidence.betegnelse,
        "bemaerkninger": list(one.remarks),
    }


def _provision(one: Provision) -> dict[str, object]:
    return {
        "id": one.id,
        "paragraf": one.paragraph,
        "lov": one.act,
        "beskrivelse": one.description,
        "strafferamme": one.max_penalty,
        "paatale": one.prosecution.betegnelse if one.prosecution else None,
        "egen_begaering": one.needs_own_request,
        "rolle": one.role.betegnelse,
        "arter": [kind.value for kind in one.kinds],
        "episoder": list(one.episodes),
        "kun_i_planen": one.plan_only,
        "bemaerkninger": [text for text in (one.remark, *one.notes) if text],
        "hjemmel": {"titel": one.reference.title, "url": one.reference.url},
        "kontrolleret": one.checked.isoformat(),
        "sikkerhed": one.confidence.betegnelse,
    }


def _clinic(clinic: Clinic | None) -> dict[str, object] | None:
    if clinic is None:
        return None
    return {
        "navn": clinic.name,
        "adresse": clinic.address,
        "kontrolleret": clinic.checked.isoformat(),
        "sikkerhed": clinic.confidence.betegnelse,
        "bemaerkning": clinic.remark,
    }


def _rules(plan: Plan) -> list[dict[str, object]]:
    """Every dated value that plan or documents rest on, the oldest check first."""
    used: Mapping[tuple[str, date], LawValue] = {
        (rule.rule, rule.from_): rule
        for rules in (
            plan.track.rules,
            *(one.rules for one in plan.documents),
            *(one.rules for one in plan.deadlines),
        )
        for rule in rules
    }
    ordered = sorted(used.values(), key=lambda one: (one.checked, one.rule))
    return [
        {
            "id": one.rule,
            "gaelder_fra": one.from_.isoformat(),
            "kilde": one.reference.title,
            "url": one.reference.url,
            "kontrolleret": one.checked.isoformat(),
            "sikkerhed": one.confidence.betegnelse,
        }
        for one in ordered
    ]


def _iso(when: date | Moment | None) -> str | None:
    if when is None:
        return None
    return when.iso if isinstance(when, Moment) else when.isoformat()
