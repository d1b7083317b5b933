"""Which fonts a field is written in: its own, a standard one, then the shipped."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject

from anmeld.render.form.appearance import unescaped
from anmeld.render.form.chain import FontChain
from anmeld.render.form.faces import Face, similar_standard, standard_face
from anmeld.render.form.fonts import base_font, descriptor_of, is_embedded, own_face
from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    inherited,
    number_of,
    whole,
)
from anmeld.render.form.rewriting import PARSER_FAULTS
from anmeld.render.form.shipped import shipped_face, shipped_like
from anmeld.render.form.source import Source
from anmeld.render.form.tree import WidgetNode

_SHORT_NAMES = {
    "helv": "Helvetica",
    "hebo": "Helvetica-Bold",
    "heob": "Helvetica-Oblique",
    "tiro": "Times-Roman",
    "tibo": "Times-Bold",
    "cour": "Courier",
    "cobo": "Courier-Bold",
}


@dataclass(slots=True)
class FontChoice:
    """Chooses the fonts of each field; remembers those that it has read.

    Attributes:
        source: The form's file.
        conforming: Whether every font must be embedded.
        chains: What was chosen, by name and resource.
    """

    source: Source
    conforming: bool
    chains: dict[tuple[bytes, object], FontChain] = field(default_factory=dict)

    def chain(self, font: bytes, widget: WidgetNode) -> FontChain:
        """Choose the fonts of a widget.

        Args:
            font: The resource that its /DA names, not escaped.
            widget: The widget.
        """
        raw = self.resource(font, widget)
        key = (font, number_of(raw) if raw is not None else None)
        if raw is not None and key[1] is None:
            key = (font, id(raw))
        if key not in self.chains:
            self.chains[key] = self._new_chain(font, raw)
        return self.chains[key]

    def _new_chain(self, font: bytes, raw: object) -> FontChain:
        held = dictionary_of(raw)
        resource = font.decode("utf-8", "replace")
        embedded = held is not None and is_embedded(held)
        faces: list[Face] = []
        if held is not None:
            own = own_face(resource, raw, self.source)
            if own is not None and (embedded or not self.conforming):
                faces.append(own)
        looks = _standard_look(held, resource)
        if not self.conforming and not embedded:
            faces.append(standard_face(looks))
        faces.append(shipped_face(shipped_like(looks)))
        return FontChain(tuple(faces))

    def resource(self, font: bytes, widget: WidgetNode) -> object:
        """Find the font that a /DA names, wherever the form keeps it.

        Args:
            font: The resource's name, not escaped.
            widget: The widget that shows text in it.

        Returns:
            The resource, a reference or a dictionary; `None` if there is none.
        """
        form = entry(self.source.root, "/AcroForm")
        page = widget.page.dictionary if widget.page else None
        places = (
            inherited(widget.chain, "/DR"),
            entry(form, "/DR"),
            entry(entry(entry(widget.dictionary, "/AP"), "/N"), "/Resources"),
            entry(page, "/Resources"),
        )
        for place in places:
            fonts = entry(place, "/Font")
            if not isinstance(fonts, DictionaryObject):
                continue
            for key in fonts:
                plain = self.source.name_bytes(key[1:])
                if font in (plain, unescaped(plain)) and dictionary_of(
                    fonts.raw_get(key)
                ):
                    return fonts.raw_get(key)
        return None


def _standard_look(font: DictionaryObject | None, resource: str) -> str:
    if font is not None:
        try:
            flags = whole(entry(descriptor_of(font), "/Flags"))
            return similar_standard(base_font(font), flags)
        except PARSER_FAULTS:
            return "Helvetica"
    return _SHORT_NAMES.get(resource.lower()) or similar_standard(resource)
