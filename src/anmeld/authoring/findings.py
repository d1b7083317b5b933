"""What a check found, and the three forms it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from anmeld._i18n import Language, msg
from anmeld._version import VERSION
from anmeld.errors import Fault

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_FAULTS_FOUND: Final = 1


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # the template cannot be used
    WARNING = "warning"  # it can, and its author should look


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        severity: Whether it stops the template from being used.
        fault: What, where, and the remedy.
    """

    severity: Severity
    fault: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of one template found.

    Attributes:
        file: The template.
        findings: Errors first, each kind in the document's order.
        uses: Every name of the content that the template uses, in alphabetical order.
    """

    file: str
    findings: tuple[Finding, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Fault, ...]:
        """What stops the template from being used."""
        return tuple(f.fault for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What its author should look at."""
        return tuple(f.fault for f in self.findings if f.severity is Severity.WARNING)


def exit_code(reports: Iterable[Report], *, strict: bool = False) -> int:
    """Give the exit code that is promised: 0 without errors, 1 with.

    Args:
        reports: What was found.
        strict: Whether a warning counts as an error.
    """
    found = [report.findings if strict else report.errors for report in reports]
    return _FAULTS_FOUND if any(found) else 0


def as_text(reports: Iterable[Report], language: Language = "da") -> str:
    """Write reports for a person: a line a finding, and what a clean template uses.

    Args:
        reports: What was found.
        language: Of the screen.
    """
    return "\n".join(line for r in reports for line in _text(r, language)) + "\n"


def as_data(
    reports: Iterable[Report], language: Language = "da"
) -> list[dict[str, object]]:
    """Write reports as JSON data.

    Args:
        reports: What was found.
        language: Of the sentences.
    """
    return [
        {
            "file": report.file,
            "findings": [
                {
                    "severity": str(finding.severity),
                    "code": finding.fault.code,
                    "where": finding.fault.where.key,
                    "problem": finding.fault.problem.text(language),
                    "remedy": _remedy(finding.fault, language),
                }
                for finding in report.findings
            ],
            "uses": list(report.uses),
        }
        for report in reports
    ]


def as_sarif(reports: Iterable[Report], language: Language = "da") -> dict[str, object]:
    """Write reports as SARIF 2.1.0, which code hosts show beside a change.

    Args:
        reports: What was found.
        language: Of the sentences.
    """
    reports = list(reports)
    codes = sorted({f.fault.code for report in reports for f in report.findings})
    driver = {
        "name": "anmeld",
        "version": VERSION,
        "rules": [{"id": code} for code in codes],
    }
    results = [
        _result(report.file, finding, language)
        for report in reports
        for finding in report.findings
    ]
    run = {"tool": {"driver": driver}, "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _text(report: Report, language: Language) -> Iterator[str]:
    for finding in report.findings:
        mark = (
            msg("error") if finding.severity is Severity.ERROR else msg("look at this")
        )
        sentence = finding.fault.text(language)
        yield f"{sentence} [{mark.text(language)}: {finding.fault.code}]"
    if not report.errors:
        names = ", ".join(report.uses) or "–"
        line = msg(
            "{file}: can be used. It uses: {names}", file=report.file, names=names
        )
        yield line.text(language)


def _result(file: str, finding: Finding, language: Language) -> dict[str, object]:
    fault = finding.fault
    sentence = " ".join(
        filter(None, (fault.problem.text(language), _remedy(fault, language)))
    )
    place: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": file.replace("\\", "/")}}
    }
    if fault.where.key:
        place["logicalLocations"] = [{"fullyQualifiedName": fault.where.key}]
    return {
        "ruleId": fault.code,
        "level": str(finding.severity),
        "message": {"text": sentence},
        "locations": [place],
    }


def _remedy(fault: Fault, language: Language) -> str | None:
    return fault.remedy.text(language) if fault.remedy else None
