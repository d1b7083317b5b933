"""Pictures, links, formats, places of errors, and what docxtpl does not reach."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, Listing, RichText
from lxml import etree
from PIL import Image

from anmeld.content.names import name_tree
from anmeld.errors import RenderError, TemplateError
from anmeld.formatting.values import WITHHELD
from anmeld.render import docx
from anmeld.render.docx import Look
from anmeld.render.text import text_of_docx
from render.docx import word
from render.docx.word import control, p, row, run, table


def _filled(*blocks: str, **content: object) -> bytes:
    return docx.compile(word.docx(*blocks)).fill(content)


def _text(*blocks: str, **content: object) -> str:
    return text_of_docx(_filled(*blocks, **content)).rstrip("\n")


def _picture(folder: Path, name: str, size: tuple[int, int] = (96, 48)) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x010E] = "HEMMELIGT STED"
    Image.new("RGB", size, "#3366cc").save(path, exif=exif, dpi=(96, 96))
    return path


def _code(*blocks: str, folder: Path | None = None, **content: object) -> str:
    with pytest.raises(RenderError) as caught:
        docx.compile(word.docx(*blocks)).fill(content, folder=folder)
    return caught.value.faults[0].code


def test_picture__of_a_bilag_has_size_and_alternative_text(tmp_path: Path) -> None:
    """This test ensures that a picture is shown, described, and bare of metadata."""
    _picture(tmp_path, "bilag/skaerm.jpg")
    compiled = docx.compile(word.docx(p("før {{ b|billede(bredde=8) }} efter")))
    bilag = {"fil": "bilag/skaerm.jpg", "viser": 'Opslag med »trussel« & "navn"'}

    filled = compiled.fill({"b": bilag}, folder=tmp_path)

    (shape,) = Document(io.BytesIO(filled)).inline_shapes
    assert (shape.width.cm, shape.height.cm) == (8, 4)
    described = shape._inline.docPr
    assert described.get("descr") == bilag["viser"]
    media = [n for n in _members(filled) if n.startswith("word/media/")]
    assert len(media) == 1
    assert b"HEMMELIGT" not in word.part(filled, media[0])
    assert filled == compiled.fill({"b": bilag}, folder=tmp_path)
    assert text_of_docx(filled) == "før  efter\n"


def test_pictures__in_a_loop_are_stored_once_and_numbered_apart(tmp_path: Path) -> None:
    """This test ensures that no two drawings of a document share a number."""
    _picture(tmp_path, "a.png")
    template = word.docx(
        p("{%p for b in bb %}"), p("{{ b|billede }}"), p("{%p endfor %}")
    )

    filled = docx.compile(template).fill(
        {"bb": [{"fil": "a.png", "viser": "x"}] * 3}, folder=tmp_path
    )

    shapes = Document(io.BytesIO(filled)).inline_shapes
    assert [s._inline.docPr.get("id") for s in shapes] == ["1001", "1002", "1003"]
    assert len([n for n in _members(filled) if n.startswith("word/media/")]) == 1


def test_picture__of_the_templates_own_folder_is_found(tmp_path: Path) -> None:
    """This test ensures that a logo can lie beside the template."""
    _picture(tmp_path, "logo.png")
    (tmp_path / "template.docx").write_bytes(
        word.docx(p("x"), header=p("{{ 'logo.png'|billede(hoejde=1, alt='Logo') }}"))
    )

    filled = docx.compile(tmp_path / "template.docx").fill({})

    header = Document(io.BytesIO(filled)).sections[0].header
    assert b"a:blip" in etree.tostring(header._element)


def test_picture__outside_its_folder_or_damaged_is_refused(tmp_path: Path) -> None:
    """This test ensures that a record cannot name a file of the machine."""
    inside = tmp_path / "sag"
    _picture(tmp_path, "udenfor.png")
    _picture(inside, "ok.png")
    (inside / "ikke.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    block = p("{{ b|billede }}")

    for name, code in (
        ("../udenfor.png", "picture-outside"),
        (str(tmp_path / "udenfor.png"), "picture-outside"),
        ("mangler.png", "picture-missing"),
        ("ikke.png", "picture-damaged"),
        (None, "picture-missing"),
    ):
        bilag: Mapping[str, object] = {"fil": name, "viser": "x"}
        assert _code(block, folder=inside, b=bilag) == code


def test_picture__with_too_many_pixels_is_refused_before_it_is_decoded(
    tmp_path: Path,
) -> None:
    """This test ensures that a small file cannot become a gigabyte."""
    Image.new("1", (30_000, 30_000)).save(tmp_path / "stor.png")

    code = _code(p("{{ b|billede }}"), folder=tmp_path, b={"fil": "stor.png"})

    assert code in {"picture-too-large", "picture-damaged"}


def test_link__becomes_a_hyperlink_of_its_part() -> None:
    """This test ensures that addresses can be followed, and only safe ones."""
    block = p("{%p for u in urls %}") + p("se {{r u|link }} her") + p("{%p endfor %}")
    urls = ["https://x.example/a?b=1&c=<2>", "javascript:alert(1)", "ukendt"]

    document = Document(io.BytesIO(_filled(block, urls=urls)))

    links = [link for q in document.paragraphs for link in q.hyperlinks]
    assert [(one.url, one.text) for one in links] == [(urls[0], urls[0])]
    assert document.paragraphs[1].text == "se javascript:alert(1) her"


def test_link__with_words_of_its_own() -> None:
    """This test ensures that a link can show other words than its address."""
    filled = _filled(p("{{r u|link('Læs mere & mer') }}"), u="mailto:a@x.example")

    (link,) = Document(io.BytesIO(filled)).paragraphs[0].hyperlinks
    assert (link.url, link.text) == ("mailto:a@x.example", "Læs mere & mer")


def test_endnotes_controls_and_boxes__are_filled() -> None:
    """This test ensures that the parts docxtpl does not reach are filled too."""
    template = word.docx(
        control(
            p("{{ x }}"),
            '<w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>',
        ),
        word.text_box(p("{%p for y in liste %}"), p("{{ y }}"), p("{%p endfor %}")),
        endnotes=p("note {{ x }}"),
        comments=p("kommentar {{ x }}"),
    )

    filled = docx.compile(template).fill({"x": "æ & ø", "liste": ["1", "2"]})

    assert text_of_docx(filled) == "æ & ø\n\n1\n2\nnote æ & ø\n"
    assert b"kommentar &#230;" in _ascii(word.part(filled, "word/comments.xml"))
    body = word.part(filled)
    assert b"dataBinding" not in body
    assert b"showingPlcHdr" not in body
    # Word's second copy of the box, for old programs, has the same words.
    assert body.count(b"<w:t>1</w:t>") + body.count(b">1</w:t>") >= 2


def test_values__are_written_the_danish_way() -> None:
    """This test ensures that a template need not format what has one form."""
    day = datetime.date(2025, 3, 3)

    assert _text(
        p(
            "{{ a }}; {{ b }}; {{ c }}; {{ d }}; "
            "{{ e|dato_lang }}; {{ f }}; {{ g }}; {{ h }}"
        ),
        a=day,
        b=None,
        c="ukendt",
        d=True,
        e=day,
        f=12345,
        g=WITHHELD,
        h="",
    ) == (
        "03.03.2025; Ikke oplyst; Ukendt; Ja; den 3.\u00a0marts\u00a02025; 12.345; "
        "Oplyses ikke i dette dokument; Ikke oplyst"
    )


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (r'{{ ["a\x0b", x|e] | join("\r\n") }}', "a⟦U+000B⟧\nÆ & ø"),
        (r'{{ (x|e) ~ "\x02" }}', "Æ & ø⟦U+0002⟧"),
        (r'{{ ("a"|e) ~ y }}', "a⟦U+0001⟧<"),
        (r'{{ [y, "b"|e] | join("\ufffe") }}', "⟦U+0001⟧<⟦U+FFFE⟧b"),
    ],
)
def test_markup_joined_with_text__never_holds_what_xml_cannot(
    expression: str, shown: str
) -> None:
    """This test ensures that no way of joining words makes a file Word cannot open."""
    template = word.docx(p(expression))
    filled = docx.compile(template).fill_with_report({"x": "Æ & ø", "y": "\x01<"})

    assert text_of_docx(filled.data) == shown + "\n"
    assert {note.code for note in filled.notes} == {"substituted-character"}


def test_new_paragraph_inside_a_link__is_refused() -> None:
    link = f'<w:hyperlink w:anchor="a">{run("{{ x }}")}</w:hyperlink>'
    template = word.docx(f"<w:p>{link}</w:p>")
    assert b"A og B" in word.part(docx.compile(template).fill({"x": "A og B"}))
    with pytest.raises(RenderError) as caught:
        docx.compile(template).fill({"x": Listing("A\aB")})
    assert caught.value.faults[0].code == "malformed"


def test_templates_own_blanks__stay_blank() -> None:
    """This test ensures that a blank that the template writes is no missing fact."""
    block = p(
        "[{{ '' }}{{ ' ' if x }}{{ x or '' }}{{ x ~ ' ' ~ x }}{{ y|default('') }}]"
    )

    assert _text(block, x="a", y="") == "[ aa aIkke oplyst]"


def test_value_in_an_attribute__is_a_number_or_is_quoted() -> None:
    """This test ensures that a value cannot break out of an XML attribute."""
    block = (
        '<w:p><w:pPr><w:ind w:left="{{ n }}"/></w:pPr><w:r><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="x" descr="{{ t }}"/></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )
    nasty = "\"/><w:t a='\n<&"

    xml = word.part(_filled(block, n=1500, t=nasty))

    root = etree.fromstring(xml)
    (described,) = root.iter("{*}docPr")
    assert described.get("descr") == nasty.replace("\n", " ")
    assert b'w:left="1500"' in xml


@pytest.mark.parametrize(
    ("block", "code", "words"),
    [
        (p("Kære {{ navm }}"), "unknown-name", ("»Kære {{ navm }}«", "navm")),
        (p("{{ sag.numer }}"), "unknown-name", ("numer",)),
        (p("{{ sag }}"), "not-a-text", ("section",)),
        (p("{{ navn|dato }}"), "wrong-format", ("dato",)),
        (p("{{ navn + 1 }}"), "tag-failed", ("TypeError",)),
        (p("{{ 1 // 0 }}"), "tag-failed", ("ZeroDivisionError",)),
        (p("{{ navn|default }}{{ navn.mro }}"), "unknown-name", ("mro",)),
        (
            table(
                row("a"),
                row("{%tr for e in sager %}"),
                row("b"),
                row("{%tr endfor %}"),
                columns=1,
            ),
            "unknown-name",
            ("table 1 row 2 cell 1", "sager"),
        ),
    ],
)
def test_fill__says_what_failed_and_where(
    block: str, code: str, words: tuple[str, ...]
) -> None:
    """This test ensures that an error at the fill has code, place and words."""
    compiled = docx.compile(word.docx(block), file="brev.docx")

    with pytest.raises(RenderError) as caught:
        compiled.fill({"navn": "x", "sag": {"nummer": "1"}})

    (fault,) = caught.value.faults
    assert fault.code == code
    for each in ("brev.docx", *words):
        assert each in fault.text("en")


def test_names__outside_the_tree_do_not_compile() -> None:
    """This test ensures that a template is refused before it is ever filled."""
    with pytest.raises(TemplateError) as caught:
        docx.compile(word.docx(p("{{ sag.numer }}{{ x }}")), names=name_tree())

    assert [fault.code for fault in caught.value.faults] == ["unknown-name"] * 2


def test_subdocument__is_refused_by_name() -> None:
    """This test ensures that what only docxtpl can do is never quietly different."""
    theirs = DocxTemplate(io.BytesIO(word.docx(p("x"))))
    subdocument = type("Subdoc", (), {"__html__": lambda _: "<w:p/>"})()

    assert _code(p("{{p s }}"), s=subdocument) == "subdocument"
    assert _code(p("{{ s }}"), s=InlineImage(theirs, "x.png")) == "subdocument"


def test_look__changes_font_and_colour_and_no_word() -> None:
    """This test ensures that a house's own look reaches the styles alone."""
    styles = word.STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:rPr>'
        '<w:color w:val="1F4E66"/></w:rPr></w:style></w:styles>',
    )
    template = word.docx(
        p('"Carlito" {{ x }}'), members={"word/styles.xml": styles.encode()}
    )

    filled = docx.compile(template, look=Look("Caladea & Co", "8A2B2B")).fill(
        {"x": "1"}
    )

    changed = word.part(filled, "word/styles.xml").decode()
    assert 'w:ascii="Caladea &amp; Co"' in changed
    assert '<w:color w:val="8A2B2B"/>' in changed
    assert text_of_docx(filled) == '"Carlito" 1\n'


def test_text_of_everything__holds_what_is_not_seen_on_the_page() -> None:
    """This test ensures that the scan of a finished document misses no words."""
    template = word.docx(
        p("krop") + '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" '
        'descr="billedtekst"/></wp:inline></w:drawing></w:r></w:p>',
        header=p("hoved"),
        footer=p("fod"),
        comments=p("kommentar"),
        title="titel",
        author="forfatter",
        relations='<Relationship Id="z" Type="x/hyperlink" '
        'Target="https://adresse.example" TargetMode="External"/>',
    )

    everything = text_of_docx(template, everything=True)

    for each in ("krop", "billedtekst", "hoved", "fod", "kommentar", "titel"):
        assert each in everything
    assert "forfatter" in everything
    assert "https://adresse.example" in everything
    assert text_of_docx(template) == "krop\n"


def test_marks_in_rich_text__keep_the_runs_look() -> None:
    """This test ensures that a tab or line in a bold value stays bold."""
    block = f"<w:p>{run('{{ x }}', '<w:b/>')}</w:p>"

    xml = word.part(_filled(block, x="a\tb\nc")).decode()

    assert xml.count("<w:b/>") == 3
    assert "<w:tab/>" in xml
    assert "<w:br/>" in xml


def _members(data: bytes) -> list[str]:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def _ascii(data: bytes) -> bytes:
    return data.decode().encode("ascii", "xmlcharrefreplace")


@pytest.mark.parametrize(
    "tags",
    [
        "{% filter upper %}{{ navn }}{% endfilter %}",
        "{% filter trim|upper %}{{ navn }}{% endfilter %}",
        "{% set a | upper %}{{ navn }}{% endset %}{{ a }}",
        "{% set a %}{{ navn }}{% endset %}{{ a|upper }}",
        "{% set a %}{{ navn }}{% endset %}{{ a.upper() }}",
        "{% set a %}{{ navn|upper }} mere{% endset %}{{ a[:9] }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(navn)|upper }}",
        "{{ navn|e|upper }}",
    ],
)
def test_escaped_words__are_changed_as_the_words_they_are(tags: str) -> None:
    """This test ensures that no filter turns an entity into something else."""
    data = docx.compile(word.docx(p(tags))).fill({"navn": "a & </w:b"})

    assert text_of_docx(data).strip() == "A & </W:B"


def test_formatted_words__are_not_torn_apart() -> None:
    """This test ensures that rich text changed letter by letter is a named error."""
    compiled = docx.compile(word.docx(p("{{ rig|upper }}")))

    with pytest.raises(RenderError) as caught:
        compiled.fill({"rig": RichText("fed", bold=True)})

    assert [fault.code for fault in caught.value.faults] == ["formatted-text"]
