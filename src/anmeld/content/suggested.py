"""What documents say of the provisions that an episode may come under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from anmeld.formatting.table import lille, stort

if TYPE_CHECKING:
    from anmeld.law.provisions import Provision
    from anmeld.plan import Plan

Values = Mapping[str, object]
# Where one sentence ends and another begins; `stk. 1` and `jf. § 268` hold no end.
_SENTENCE: Final = re.compile(
    r"(?<=[\w)]\.)(?<!\bjf\.)(?<!\bstk\.)(?<!\bnr\.)(?<!\bkap\.)(?<!\bpr\.)"
    r"(?<!\bkl\.)(?<!\bca\.)(?<!\bfx\.)(?<!\.\w\.) (?=[A-ZÆØÅ§])"
)


def provisions(plan: Plan) -> tuple[Values, ...]:
    """Give the provisions that a report to the police may suggest."""
    return _suggested(plan.provisions)


def requests(plan: Plan) -> tuple[Values, ...]:
    """Give those of them that need the employee's own request."""
    return _suggested(one for one in plan.provisions if one.needs_own_request)


def _about(paragraph: str, conditions: Iterable[str]) -> list[str]:
    # The condition of a kind speaks of all its provisions; a row shows the sentences
    # that speak of its own. Advice and doubts are no condition, and stand in the plan.
    section, _, clause = paragraph.partition(", stk. ")
    other_clause = rf"(?!, stk\. (?!{re.escape(clause)}\b))" if clause else ""
    named = re.compile(rf"{re.escape(section)}(?! [a-z]\b){other_clause}")
    return [
        sentence
        for condition in conditions
        for sentence in _SENTENCE.split(condition)
        if named.search(sentence)
    ]


def _suggested(provisions: Iterable[Provision]) -> tuple[Values, ...]:
    # A sentence that names two of them is said once, with the first.
    said: dict[str, None] = {}
    return tuple(_provision(one, said) for one in provisions if not one.plan_only)


def _provision(one: Provision, said: dict[str, None]) -> Values:
    conditions = _about(one.paragraph, one.conditions)
    remarks = [text for text in conditions if text not in said]
    said |= dict.fromkeys(remarks)
    if one.confidence.is_weak:
        remarks.append(f"{stort(one.confidence.betegnelse)}.")
    return {
        "paragraf": one.paragraph,
        "lov": one.act,
        "beskrivelse": one.description,
        "strafferamme": one.max_penalty,
        "paatale": one.prosecution.betegnelse if one.prosecution else None,
        "arter": "; ".join(map(lille, one.kinds)) or None,
        "rolle": one.role.betegnelse,
        "forbehold": " ".join(remarks) or None,
    }
