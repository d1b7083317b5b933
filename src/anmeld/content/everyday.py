"""Words that stand where a name or a symptom is asked for, and say nothing of a person.

They are never searched for: any document may hold them.
"""

from __future__ import annotations

from typing import Final

_ROLES = """
    anonym barn barnet borger borgeren chef datter elev far faster forælder hustru ingen
    it klient kollega kone ledelsen leder lederen læge lægen mand medarbejder
    medarbejderen mor pårørende samlever selv søn ukendt undertegnede vagten ven
    ægtefælle
"""
_CARE = """
    bedre bedring behandling daglig dagligt forværret fortsat hjælp ingen kontrol
    medicin normal oplyst samtale samtaler stadig sygemeldt sygemelding ukendt
    undersøgelse uændret vedvarende værre
"""
ROLES: Final = frozenset(_ROLES.split())
CARE_WORDS: Final = frozenset(_CARE.split())
