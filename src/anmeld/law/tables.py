"""The law tables beside the plain rules: provisions, kinds, clinics, codes; the files.

They share the dated shape of `law.model`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel, StrictBool, StrictInt, StrictStr, model_validator

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.law import values as v
from anmeld.law.model import Dated, DeadlineRule, LawPart, Rule, Text, check_dates
from anmeld.record.values import Art, Region


class Conditioned(Dated):
    """An entry of which a draft to the police may say what it takes.

    Its note is for the employer, who weighs a report: advice, doubts and what was not
    looked up. A condition states the law, and stands in the draft too.

    Attributes:
        condition: What it takes for a provision to apply, in Danish; each sentence
            names its provision.
    """

    condition: StrictStr = ""

    @property
    def remark(self) -> str:
        """The condition and the note, in Danish; empty if there is neither."""
        return " ".join(text for text in (self.condition, self.note) if text)


class ProvisionText(Conditioned):
    """How a penal provision reads from a day on.

    Attributes:
        paragraph: Its number, as it is cited.
        max_penalty: The most it can give, in Danish words.
        prosecution: Who may have it prosecuted; None where the source was not read.
        own_request: Whether the employee's own signed request is needed.
        limitation_years: Years until it is barred (straffelovens § 93).
    """

    paragraph: Text | None = None
    max_penalty: Text | None = None
    prosecution: v.Prosecution | None = None
    own_request: StrictBool = False
    limitation_years: Annotated[StrictInt, Field(gt=0)] | None = None

    def summary(self) -> int | str | None:
        """Give paragraph and maximum in one text."""
        if self.ended:
            return None
        return ": ".join(part for part in (self.paragraph, self.max_penalty) if part)


class ProvisionRule(LawPart):
    """A penal provision, or a measure that goes with one.

    Attributes:
        act: The act it stands in.
        description: What it covers, in Danish.
        values: How it reads, dated.
    """

    act: Text
    description: Text
    values: Annotated[tuple[ProvisionText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> ProvisionRule:
        check_dates(self.values)
        for number, entry in enumerate(self.values, start=1):
            if not entry.ended and entry.paragraph is None:
                raise FaultyValue(
                    "value-missing",
                    msg("value {number} names no paragraph.", number=number),
                    msg("Give it a `paragraph`, or `ended = true`."),
                )
        return self


class KindText(Conditioned):
    """Which provisions a kind of incident may fall under, from a day on.

    Attributes:
        primary: Ids of the provisions that come first.
        also: Ids of those that may be considered.
        plan_only: Shown in the plan and nowhere else; no police draft rests on it.
    """

    primary: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()
    plan_only: StrictBool = False

    def summary(self) -> int | str | None:
        """Give the ids of the provisions in one text."""
        return ", ".join((*self.primary, *self.also)) or "-"


class KindRule(LawPart):
    """A kind of incident and its possible provisions.

    Attributes:
        description: What it covers, in Danish.
        values: The possible provisions, dated.
    """

    description: Text
    values: Annotated[tuple[KindText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> KindRule:
        check_dates(self.values)
        return self


class ClinicText(Dated):
    """A clinic as it was from a day on.

    Attributes:
        name: Its name.
        address: Its address, which is printed only when verified.
        address_confidence: How well the address is founded.
    """

    name: Text | None = None
    address: Text | None = None
    address_confidence: v.Confidence | None = None

    def summary(self) -> int | str | None:
        """Give the name."""
        return self.name


class ClinicRule(LawPart):
    """A clinic of occupational medicine.

    Attributes:
        region: The region of residence that it serves.
        description: What it is, in Danish.
        successor: The region that takes the region's place when it ends.
        values: Its names, dated.
    """

    region: Region
    description: Text
    successor: Region | None = None
    values: Annotated[tuple[ClinicText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> ClinicRule:
        check_dates(self.values)
        for number, entry in enumerate(self.values, start=1):
            if (entry.address is None) != (entry.address_confidence is None):
                raise FaultyValue(
                    "address-without-confidence",
                    msg(
                        "value {number}: address and confidence go together.",
                        number=number,
                    ),
                    msg("Give both `address` and `address_confidence`, or neither."),
                )
        return self


class EsawText(Dated):
    """A code of the European accident statistics.

    Attributes:
        code: The code, as text.
        label: Its European label, in English; no Danish label was read.
        group: The code is a group, not a code to be chosen.
    """

    code: Text | None = None
    label: Text | None = None
    group: StrictBool = False

    def summary(self) -> int | str | None:
        """Give code and label in one text."""
        return None if self.ended else f"{self.code} {self.label}"


class EsawRule(LawPart):
    """A code and the facts of the record that suggest it.

    Attributes:
        variable: Which of the four coded facts it belongs to.
        description: What it is used for, in Danish.
        suggested_by: Values of the record's closed list that suggest it.
        values: The code, dated.
    """

    variable: v.EsawVariable
    description: Text
    suggested_by: tuple[Text, ...] = ()
    values: Annotated[tuple[EsawText, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> EsawRule:
        check_dates(self.values)
        return self


class DeadlineFile(RootModel[dict[str, DeadlineRule]]):
    """`frister.toml`."""


class RuleFile(RootModel[dict[str, Rule]]):
    """`spor.toml` and `regler.toml`."""


class ProvisionFile(RootModel[dict[str, ProvisionRule]]):
    """`straffebestemmelser.toml`."""


class KindFile(RootModel[dict[Art, KindRule]]):
    """`haendelsesarter.toml`."""


class ClinicFile(RootModel[dict[str, ClinicRule]]):
    """`klinikker.toml`."""


class EsawFile(RootModel[dict[str, EsawRule]]):
    """`esaw.toml`."""
