"""Rules above `may_see`: what no list of names can give a reader.

Sources: `rulings.md` 3 (protected addresses; the offender and the citizen are two
persons), law.md 7.3 (the citizen's name is for the case file and the police alone).
"""

from __future__ import annotations

from typing import Final

from anmeld.catalogue.spec import Reader
from anmeld.content.shapes import record_shape
from anmeld.record.model import Record
from anmeld.record.values import Relation, Svar

_HOME_ADDRESS: Final = frozenset({"medarbejder.privat.adresse"})
_WORKPLACE_NOTES: Final = frozenset({"sag.noter"})
_OPEN: Final = frozenset({"udoever.relation", "udoever.er_borgeren"})
_COLLEAGUES: Final = frozenset({Relation.KOLLEGA, Relation.LEDER})


def barred_names(record: Record, reader: Reader) -> frozenset[str]:
    """Give the names that this reader never sees in this case.

    Args:
        record: The record.
        reader: Who reads the document.

    Returns:
        The record's names, whatever a document's `may_see` lists.
    """
    barred = _WORKPLACE_NOTES | _below("frigivelser")
    if record.medarbejder.adressebeskyttelse and reader is not Reader.LAEGE:
        barred |= _HOME_ADDRESS
    if not _may_know_citizen(record, reader):
        barred |= _below("borgersag", "borger")
    if not _may_know_offender(record, reader):
        barred |= _below("udoever") - _OPEN
    return barred


def _may_know_citizen(record: Record, reader: Reader) -> bool:
    if reader is Reader.BORGERSAG:
        return True
    return reader is Reader.POLITI and record.udoever.er_borgeren is Svar.JA


def _may_know_offender(record: Record, reader: Reader) -> bool:
    match reader:
        case Reader.POLITI:
            return True
        case Reader.BORGERSAG:
            return record.udoever.er_borgeren is Svar.JA
    # To everyone else the citizen has no name, so neither has an offender who is the
    # citizen, or may be.
    known_other = record.udoever.er_borgeren is Svar.NEJ
    return known_other or record.udoever.relation in _COLLEAGUES


def _below(*words: str) -> frozenset[str]:
    name = record_shape()[words[0]]
    for word in words[1:]:
        name = name.parts[word]
    return frozenset(leaf.path for leaf in name.leaves())
