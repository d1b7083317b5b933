"""The record: what is known of one case, in the words that every document uses."""

from anmeld.record.blank import blank_record
from anmeld.record.checking import check_record
from anmeld.record.evidence import EvidenceFile, collect_evidence
from anmeld.record.fields import Fact, FieldInfo, Kind, facts, walk
from anmeld.record.loaded import FaultyRecord, LoadedRecord
from anmeld.record.model import Record
from anmeld.record.readers import load_record, load_records, record_from_dict
from anmeld.record.schema import record_schema

__all__ = [
    "EvidenceFile",
    "Fact",
    "FaultyRecord",
    "FieldInfo",
    "Kind",
    "LoadedRecord",
    "Record",
    "blank_record",
    "check_record",
    "collect_evidence",
    "facts",
    "load_record",
    "load_records",
    "record_from_dict",
    "record_schema",
    "walk",
]
