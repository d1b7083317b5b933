"""What each document may say: built from its `may_see` alone, and proved afterwards."""

from anmeld.content.build import Content, build_content
from anmeld.content.coverage import Coverage, Fate, Reading, find_coverage
from anmeld.content.disclosure import Finding, Release, Watch, scan
from anmeld.content.facts import Fact, find_facts
from anmeld.content.names import Name, NameTree, Shape, name_tree, record_names
from anmeld.content.parts import Evidence, Organisation

__all__ = [
    "Content",
    "Coverage",
    "Evidence",
    "Fact",
    "Fate",
    "Finding",
    "Name",
    "NameTree",
    "Organisation",
    "Reading",
    "Release",
    "Shape",
    "Watch",
    "build_content",
    "find_coverage",
    "find_facts",
    "name_tree",
    "record_names",
    "scan",
]
