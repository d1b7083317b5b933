"""Codes of the European accident statistics that the record suggests for a notice.

Their labels are the European ones, in English: no Danish label of EASY was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anmeld.law.book import Law, LawValue
from anmeld.law.model import in_force
from anmeld.law.values import EsawVariable
from anmeld.record.model import Record


@dataclass(frozen=True, slots=True)
class Code:
    """A suggested code.

    Attributes:
        variable: Which of the four coded facts it is for.
        code: The code.
        label: Its European label, in English.
        is_group: Whether it is a group, whose own code a person must choose.
        rule: The dated value it rests on.
    """

    variable: EsawVariable
    code: str
    label: str
    is_group: bool
    rule: LawValue


def suggest_codes(law: Law, record: Record, on: date) -> tuple[Code, ...]:
    """Suggest codes for the facts that the record holds.

    Args:
        law: The law.
        record: The record.
        on: The day of the accident.

    Returns:
        At most one code for each of the four facts; a person confirms them in EASY.
    """
    facts = {
        EsawVariable.AFVIGELSE: record.udoever.relation,
        EsawVariable.SKADEMAADE: record.foelger.skadens_art,
        EsawVariable.SKADENS_ART: record.foelger.skadens_art,
        EsawVariable.LEGEMSDEL: record.foelger.legemsdel,
    }
    found: dict[EsawVariable, Code] = {}
    for rule_id, rule in law.esaw.items():
        entry = in_force(rule.values, on)
        if (
            entry is None
            or entry.ended
            or facts[rule.variable] not in rule.suggested_by
        ):
            continue
        found.setdefault(
            rule.variable,
            Code(
                variable=rule.variable,
                code=entry.code or "",
                label=entry.label or "",
                is_group=entry.group,
                rule=law.value(rule_id, on),
            ),
        )
    return tuple(found.values())
