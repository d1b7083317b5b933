"""Words that stand where a name or a symptom is asked for, and say nothing of a person.

They are never searched for: any document may hold them.
"""

from __future__ import annotations

from typing import Final

_ROLES = """
    afdelingen anonym barn barnet borger borgeren chef datter elev far faster forælder
    hustru ingen it klient kollega kollegaen kommune kommunen kone kontoret kontorvagten
    ledelsen leder lederen lærer læreren læge lægen mand medarbejder medarbejderen mor
    nabo naboen politi politiet pædagog pædagogen pårørende sagsbehandler
    sagsbehandleren samlever selv socialrådgiver socialrådgiveren sygeplejerske
    sygeplejersken søn ukendt undertegnede vagt vagten ven vidne vidnet ægtefælle
"""
_CARE = """
    behandling bedre bedring chikane daglig dagligt forværret fortsat fravær hjælp ingen
    kontrol medicin normal oplyst samtale samtaler stadig sygemeldt sygemelding trussel
    trusler ukendt undersøgelse uændret vedvarende vold værre
"""
# Family names that are also words of the documents themselves.
_PRINTED = """
    dato kilde kort krav medie midt navn nord region rolle side skade slag spor sted
    sønder team vest øst
"""
ROLES: Final = frozenset(_ROLES.split())
CARE_WORDS: Final = frozenset(_CARE.split())
PRINTED: Final = frozenset(_PRINTED.split())
