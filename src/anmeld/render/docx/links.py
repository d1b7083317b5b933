"""Links from a value: `{{r e.url|link }}` makes a real hyperlink to web or mail."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from anmeld.render.docx import shown
from anmeld.render.docx.budget import state

KIND: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
)
_SAFE: Final = re.compile(
    r"(https?://[^\s<>]|mailto:[^\s<>]+@|tel:[+\d])", re.IGNORECASE
)
_STYLE: Final = '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'


@pass_context
def link(context: Context, value: object, tekst: object = None) -> Markup:
    """Write a value as a hyperlink; use it in `{{r ...|link }}`.

    Only web and mail addresses and phone numbers become links; any other text is
    written as it is, so that a document never carries a link that runs something.

    Args:
        context: The context of the fill.
        value: The address.
        tekst: What is shown; the address itself where nothing is given.

    Returns:
        A hyperlink with its run, or a plain run.
    """
    address = str(shown.words(value))
    text = shown.show(context, address if tekst is None else tekst)
    words = f'<w:t xml:space="preserve">{text}</w:t>'
    if not _SAFE.match(address) or not address.isprintable():
        return Markup(f"<w:r>{words}</w:r>")
    number = state(context).relate(KIND, address, external=True)
    run = f"<w:r>{_STYLE}{words}</w:r>"
    return Markup(f'<w:hyperlink r:id="{number}" w:history="1">{run}</w:hyperlink>')
