"""Forms of our own, one feature or one mistake each, as real forms have them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase.ttfonts import TTFontFile

from anmeld._resources import fonts_root
from anmeld.render import form
from render.form.build import DA, Build, write, write_compressed

DANISH = "Rødgrød med fløde – æøå ÆØÅ é"
LONG = ("Borgeren råbte, at han vidste, hvor hun boede. " * 30).strip()
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A form, values for it, and what must come of them.

    Attributes:
        data: The form.
        values: What it is filled with.
        shows: What each field must show where that is not the value.
        starts: Fields whose box shows only the beginning; the rest is in the addendum.
        unseen: Fields that cannot be seen; their value is stored only.
        refused: The class of error that must be raised instead.
        told: Codes of notes that must be there.
        compiled: Options of the compilation.
    """

    data: bytes
    values: Mapping[str, object] = field(default_factory=lambda: {"felt": DANISH})
    shows: Mapping[str, str] = field(default_factory=dict)
    starts: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    refused: type[Exception] | None = None
    told: tuple[str, ...] = ()
    compiled: Mapping[str, object] = field(default_factory=dict)


CASES: dict[str, Callable[[], Case]] = {}


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    """Enter a case under its name."""
    CASES[make.__name__] = make
    return make


def plain(entries: str = "", **built: object) -> bytes:
    """A form with one text field."""
    form_ = Build(**built)  # type: ignore[arg-type]
    form_.text(entries=entries)
    return form_.data()


def boxed(entries: str, rect: Rect, **built: object) -> bytes:
    """A form with one text field in a given box."""
    form_ = Build(**built)  # type: ignore[arg-type]
    form_.text(entries=entries, rect=rect)
    return form_.data()


def font(entries: str) -> dict[str, str]:
    """The font of the form, written from its entries."""
    return {"Helv": f"<</Type/Font{entries}>>"}


# --- fonts ------------------------------------------------------------------------


@case
def winansi_helvetica() -> Case:
    return Case(plain())


@case
def no_fonts_at_all() -> Case:
    return Case(plain(fonts={}))


@case
def no_default_appearance() -> Case:
    return Case(plain(da=""))


@case
def neither_fonts_nor_default_appearance() -> Case:
    return Case(plain(da="", fonts={}))


@case
def default_appearance_of_nonsense() -> Case:
    return Case(plain("/DA(Tf 0 >> 1 2 rg /Helv x Tf 0 0 BT)"))


@case
def unknown_font_name() -> Case:
    return Case(plain("/DA(/TiRo 11 Tf 0 0 1 rg)"))


@case
def escaped_font_name() -> Case:
    fonts = {"My#20Font": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    return Case(plain("/DA(/My#20Font 10 Tf)", fonts=fonts))


@case
def quotes_euro_dash_and_faroese() -> Case:
    return Case(plain(), {"felt": "»Ðð Þþ« “€ 5” – og så …"})


@case
def helvetica_without_encoding() -> Case:
    return Case(plain(fonts=font("/Subtype/Type1/BaseFont/Helvetica")))


@case
def macroman() -> Case:
    made = font("/Subtype/Type1/BaseFont/Helvetica/Encoding/MacRomanEncoding")
    return Case(plain(fonts=made))


@case
def encoding_that_is_none_of_fonts() -> Case:
    made = font("/Subtype/Type1/BaseFont/Helvetica/Encoding/PDFDocEncoding")
    return Case(plain(fonts=made))


@case
def courier_by_alias() -> Case:
    made = font("/Subtype/TrueType/BaseFont/CourierNewPSMT/Encoding/WinAnsiEncoding")
    return Case(plain(fonts=made))


@case
def differences_without_danish() -> Case:
    made = font(
        "/Subtype/Type1/BaseFont/Helvetica"
        "/Encoding<</Type/Encoding/Differences[65/B/A]>>"
    )
    return Case(plain(fonts=made), {"felt": "ABBA æøå"})


@case
def differences_with_danish() -> Case:
    made = font(
        "/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences"
        "[1/ae/oslash/aring/AE/Oslash/Aring/eacute/endash]>>"
    )
    return Case(plain(fonts=made))


@case
def indirect_encoding() -> Case:
    form_ = Build()
    listed = form_.add("[128/Euro 145/aring/ae/oslash/endash/eacute/AE/Oslash/Aring]")
    coded = form_.add(f"<</Type/Encoding/Differences {listed} 0 R>>")
    made = form_.add(
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding {coded} 0 R>>"
    )
    form_.fonts = {"Helv": f"{made} 0 R"}
    form_.text()
    return Case(form_.data())


@case
def symbol_font() -> Case:
    return Case(plain(fonts=font("/Subtype/Type1/BaseFont/ZapfDingbats")))


@case
def type3_font() -> Case:
    made = font(
        "/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>"
        "/Encoding<</Differences[]>>/FirstChar 0/LastChar 0/Widths[0]"
    )
    return Case(plain(fonts=made))


@case
def foreign_font_with_widths() -> Case:
    widths = " ".join(["556"] * 224)
    made = font(
        "/Subtype/TrueType/BaseFont/Verdana/Encoding/WinAnsiEncoding"
        f"/FirstChar 32/LastChar 255/Widths[{widths}]"
    )
    return Case(plain(fonts=made))


@case
def foreign_font_without_widths() -> Case:
    made = font("/Subtype/TrueType/BaseFont/MyriadPro/Encoding/WinAnsiEncoding")
    return Case(plain(fonts=made))


@case
def font_without_name() -> Case:
    return Case(plain(fonts=font("/Subtype/Type1")))


@case
def font_that_is_null() -> Case:
    return Case(plain(fonts={"Helv": "99 0 R"}))


@case
def font_with_empty_descriptor() -> Case:
    made = font("/Subtype/Type1/BaseFont/Helvetica/FontDescriptor 98 0 R")
    return Case(plain(fonts=made))


def _carlito() -> TTFontFile:
    return TTFontFile(io.BytesIO((fonts_root() / "Carlito-Regular.ttf").read_bytes()))


def _embedded(letters: str) -> Build:
    form_ = Build()
    program = TTFontFile(
        io.BytesIO((fonts_root() / "Carlito-Regular.ttf").read_bytes())
    )
    subset = program.makeSubset([ord(letter) for letter in letters])
    held = form_.stream(f"/Length1 {len(subset)}", subset)
    widths = " ".join(
        f"{program.charWidths.get(ord(bytes((c,)).decode('cp1252', 'replace')), 500):g}"
        for c in range(32, 256)
    )
    described = form_.add(
        "<</Type/FontDescriptor/FontName/ABCDEF+Carlito/Flags 32/FontBBox[0 -250 1000"
        f" 950]/ItalicAngle 0/Ascent 750/Descent -250/StemV 80/FontFile2 {held} 0 R>>"
    )
    form_.fonts = font(
        "/Subtype/TrueType/BaseFont/ABCDEF+Carlito/Encoding/WinAnsiEncoding"
        f"/FirstChar 32/LastChar 255/Widths[{widths}]/FontDescriptor {described} 0 R"
    )
    return form_


@case
def embedded_subset_without_the_letters() -> Case:
    """The encoding promises every letter; the program holds three."""
    form_ = _embedded("abc")
    form_.text()
    return Case(form_.data())


@case
def embedded_program_that_is_damaged() -> Case:
    form_ = Build()
    held = form_.stream("/Length1 9", b"not a font")
    described = form_.add(f"<</Type/FontDescriptor/Flags 32/FontFile2 {held} 0 R>>")
    form_.fonts = font(
        "/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding"
        f"/FontDescriptor {described} 0 R"
    )
    form_.text()
    return Case(form_.data())


def _composite(letters: str) -> Build:
    form_ = Build()
    program = TTFontFile(
        io.BytesIO((fonts_root() / "Carlito-Regular.ttf").read_bytes())
    )
    codes = [ord(letter) for letter in letters]
    held = form_.stream("", program.makeSubset(codes))
    rows = "\n".join(f"<{i + 1:04X}> <{code:04X}>" for i, code in enumerate(codes))
    unicode_map = form_.stream(
        "",
        "begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar\nendcmap".encode(),
    )
    widths = " ".join(f"{program.charWidths[code]:g}" for code in codes)
    below = form_.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Carlito/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        f"/W[1[{widths}]]/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4"
        f"/FontBBox[0 -250 1000 950]/FontFile2 {held} 0 R>>>>"
    )
    form_.fonts = font(
        "/Subtype/Type0/BaseFont/ABCDEF+Carlito/Encoding/Identity-H"
        f"/DescendantFonts[{below} 0 R]/ToUnicode {unicode_map} 0 R"
    )
    return form_


@case
def embedded_font_with_codes_of_its_own() -> Case:
    """Symbolic, without an encoding that counts: no code is known for any letter."""
    form_ = _embedded(DANISH)
    form_.objects = {
        number: body.replace(b"/Flags 32", b"/Flags 4")
        for number, body in form_.objects.items()
    }
    form_.text()
    return Case(form_.data())


@case
def embedded_font_with_differences_only() -> Case:
    form_ = _embedded(DANISH)
    form_.fonts = {
        "Helv": form_.fonts["Helv"].replace(
            "/Encoding/WinAnsiEncoding", "/Encoding<</Differences[65/R/oslash/d]>>"
        )
    }
    form_.text()
    return Case(form_.data())


@case
def composite_font_with_the_letters() -> Case:
    form_ = _composite("".join(dict.fromkeys(DANISH)))
    form_.text()
    return Case(form_.data())


@case
def composite_font_without_the_letters() -> Case:
    form_ = _composite("abc")
    form_.text()
    return Case(form_.data())


@case
def sami_polish_greek() -> Case:
    return Case(plain(), {"felt": "Áŋŋel Łukasz Őri Ελλάς"})


@case
def emoji_and_control_characters() -> Case:
    return Case(
        plain(),
        {"felt": "dig 😀 og \x07 slut"},
        {"felt": "dig 😀 og ⟦U+0007⟧ slut"},
        told=("substituted-character",),
    )


@case
def null_character() -> Case:
    return Case(
        plain(),
        {"felt": "a\0b"},
        {"felt": "a⟦U+0000⟧b"},
        told=("substituted-character",),
    )


@case
def line_feed_and_two_fonts_without_a_blank() -> Case:
    return Case(plain(), {"felt": "a\n😀"}, {"felt": "a😀"})


@case
def arabic() -> Case:
    return Case(
        plain(), {"felt": "شكرا"}, unseen=("felt",), told=("right-to-left-text",)
    )


@case
def decomposed_letters() -> Case:
    return Case(plain(), {"felt": "A\u030angstro\u0308m"}, {"felt": "Ångström"})


# --- boxes ------------------------------------------------------------------------


@case
def right_aligned() -> Case:
    return Case(plain("/Q 2"))


@case
def centred_by_the_form() -> Case:
    return Case(plain(form="/Q 1"))


@case
def automatic_size() -> Case:
    return Case(plain("/DA(/Helv 0 Tf 0 g)"))


@case
def size_larger_than_the_box() -> Case:
    return Case(plain("/DA(/Helv 72 Tf 0 g)"))


@case
def multiline_fixed_size() -> Case:
    return Case(boxed("/Ff 4096", (50, 500, 500, 760)), {"felt": LONG})


@case
def multiline_automatic_size() -> Case:
    made = boxed("/Ff 4096/DA(/Helv 0 Tf 0 g)", (50, 600, 400, 760))
    return Case(made, {"felt": LONG})


@case
def multiline_with_line_ends() -> Case:
    made = boxed("/Ff 4096", (50, 600, 400, 760))
    return Case(made, {"felt": "Kære alle\r\n\r\nFørste linje\nAnden\tlinje\rTredje"})


@case
def long_text_in_a_small_box_of_automatic_size() -> Case:
    made = boxed("/Ff 4096/DA(/Helv 0 Tf 0 g)", (50, 700, 300, 760))
    return Case(made, {"felt": LONG}, starts=("felt",), told=("overflow",))


@case
def long_text_in_a_small_box() -> Case:
    made = boxed("/Ff 4096", (50, 700, 300, 760))
    return Case(made, {"felt": LONG}, starts=("felt",), told=("overflow",))


@case
def long_word_without_blanks() -> Case:
    made = boxed("/Ff 4096", (50, 700, 300, 760))
    return Case(made, {"felt": "https://x.dk/" + "æ" * 150})


@case
def name_too_wide_for_its_box() -> Case:
    made = boxed("", (50, 700, 110, 715))
    return Case(made, starts=("felt",), told=("overflow",))


@case
def box_of_a_few_points() -> Case:
    made = boxed("", (50, 700, 72, 712))
    return Case(made, starts=("felt",), told=("overflow",))


@case
def line_feed_in_one_line() -> Case:
    return Case(plain(), {"felt": "Hånd\nog fod"})


@case
def comb() -> Case:
    return Case(plain("/Ff 16777216/MaxLen 12"), {"felt": "æøåÆØÅ123"})


@case
def comb_automatic_size_and_full() -> Case:
    made = plain("/Ff 16777216/MaxLen 10/DA(/Helv 0 Tf 0 g)")
    return Case(made, {"felt": "ÅØWMÅØWMÅØ"})


@case
def comb_without_length() -> Case:
    return Case(plain("/Ff 16777216"))


@case
def comb_right_aligned() -> Case:
    return Case(plain("/Ff 16777216/MaxLen 12/Q 2"), {"felt": "1234"})


@case
def longer_than_allowed() -> Case:
    return Case(plain("/MaxLen 5"), refused=form.TooLong)


@case
def longer_than_the_comb() -> Case:
    made = plain("/Ff 16777216/MaxLen 10")
    return Case(made, {"felt": "12345678901234"}, refused=form.TooLong)


@case
def turned_a_quarter() -> Case:
    return Case(boxed("/MK<</R 90>>", (50, 400, 70, 700)))


@case
def turned_over() -> Case:
    return Case(boxed("/MK<</R 180>>", (50, 700, 350, 720)))


@case
def turned_back_and_automatic() -> Case:
    return Case(boxed("/MK<</R 270>>/DA(/Helv 0 Tf 0 g)", (50, 400, 70, 700)))


@case
def turned_page() -> Case:
    return Case(plain(page="/Rotate 90"))


@case
def cropped_page() -> Case:
    return Case(plain(page="/CropBox[20 30 580 800]"))


@case
def corners_the_other_way_round() -> Case:
    form_ = Build()
    form_.text(rect=(350, 720, 50, 700))
    return Case(form_.data())


@case
def border_and_background() -> Case:
    return Case(plain("/MK<</BC[1 0 0]/BG[0.9 0.9 1]>>/BS<</W 2/S/B>>"))


@case
def border_of_nonsense() -> Case:
    return Case(plain("/MK<</BC[1 0]/BG 7/R(x)>>/BS 3/Border[(a) 0 null]"))


@case
def password_shown_as_asterisks() -> Case:
    return Case(plain("/Ff 8192"), {"felt": "hemmelig"}, {"felt": "********"})


@case
def low_box() -> Case:
    return Case(boxed("", (50, 700, 350, 706)))


# --- trees ------------------------------------------------------------------------


@case
def hierarchical_names() -> Case:
    form_ = Build()
    kids = [
        form_.widget(f"/T({n})/Parent 50 0 R", (50, y, 350, y + 20), in_fields=False)
        for n, y in (("navn", 700), ("by", 660))
    ]
    form_.add(f"<</T(a)/FT/Tx/Kids[{kids[0]} 0 R {kids[1]} 0 R]>>", 50)
    form_.fields = ["50 0 R"]
    return Case(form_.data(), {"a.navn": DANISH, "a.by": "Århus"})


@case
def everything_inherited() -> Case:
    form_ = Build(da="")
    kid = form_.widget("/T(c)/Parent 51 0 R", in_fields=False)
    form_.add(f"<</T(b)/Parent 50 0 R/Kids[{kid} 0 R]>>", 51)
    form_.add(
        f"<</T(a)/FT/Tx/Ff 16777216/MaxLen 8{DA}/Q 1/Kids[51 0 R]>>",
        50,
    )
    form_.fields = ["50 0 R"]
    return Case(form_.data(), {"a.b.c": "æøåÆØÅ"})


@case
def one_name_many_widgets() -> Case:
    form_ = Build()
    kids = [
        form_.widget("/Parent 50 0 R", (50, y, 350, y + 20), in_fields=False)
        for y in (700, 600, 500)
    ]
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    form_.add(f"<</T(felt)/FT/Tx/Kids[{listed}]>>", 50)
    form_.fields = ["50 0 R"]
    return Case(form_.data())


@case
def widget_missing_from_the_tree() -> Case:
    form_ = Build()
    form_.text()
    form_.widget("/FT/Tx/T(alene)", (50, 600, 350, 620), in_fields=False)
    values = {"felt": DANISH, "alene": DANISH}
    return Case(form_.data(), values, told=("orphans-joined",))


@case
def no_form_dictionary() -> Case:
    form_ = Build(has_form=False)
    form_.text(entries=DA)
    return Case(form_.data(), told=("orphans-joined",))


@case
def one_name_twice() -> Case:
    form_ = Build()
    form_.text()
    form_.text(rect=(50, 600, 350, 620))
    return Case(form_.data())


@case
def tree_that_leads_back() -> Case:
    form_ = Build()
    kid = form_.widget("/FT/Tx/T(felt)/Parent 50 0 R", in_fields=False)
    form_.add(f"<</T(a)/Kids[{kid} 0 R 50 0 R 51 0 R]>>", 50)
    form_.add("<</T(b)/Kids[50 0 R]>>", 51)
    form_.fields = ["50 0 R"]
    return Case(form_.data(), {"a.felt": DANISH}, told=("cyclic-tree",))


@case
def parents_that_lead_back() -> Case:
    form_ = Build()
    form_.widget("/FT/Tx/T(felt)/Parent 50 0 R", in_fields=False)
    form_.add("<</T(a)/Parent 51 0 R>>", 50)
    form_.add("<</T(b)/Parent 50 0 R>>", 51)
    return Case(form_.data(), {"b.a.felt": DANISH})


@case
def field_on_no_page() -> Case:
    form_ = Build()
    form_.text()
    form_.fields.append(f"{form_.add('<</FT/Tx/T(gemt)>>')} 0 R")
    return Case(
        form_.data(),
        {"felt": "ja", "gemt": DANISH},
        unseen=("gemt",),
        told=("not-shown",),
    )


@case
def field_written_into_the_list() -> Case:
    form_ = Build()
    form_.fields = [
        f"<</FT/Tx/T(felt)/Subtype/Widget/Rect[50 700 350 720]{DA}>>",
    ]
    form_.widget("/FT/Tx/T(felt)", in_fields=False)
    return Case(form_.data())


@case
def widget_written_into_the_page() -> Case:
    form_ = Build()
    form_.annots = [
        f"<</FT/Tx/T(felt)/Subtype/Widget/F 4/Rect[50 700 350 720]{DA}>>",
    ]
    return Case(form_.data())


@case
def kids_that_are_null() -> Case:
    form_ = Build()
    kid = form_.widget("/Parent 50 0 R", in_fields=False)
    form_.add(f"<</T(felt)/FT/Tx/Kids[null 99 0 R {kid} 0 R 7 (x)]>>", 50)
    form_.fields = ["50 0 R", "null", "99 0 R"]
    form_.annots += ["null", "99 0 R", "7"]
    return Case(form_.data())


@case
def name_in_utf16() -> Case:
    form_ = Build()
    name = "felt Å ☺".encode("utf-16-be").hex()
    form_.widget(f"/FT/Tx/T<FEFF{name}>")
    return Case(form_.data(), {"felt Å ☺": DANISH})


@case
def name_in_latin1() -> Case:
    form_ = Build()
    form_.widget("/FT/Tx/T(bel\xf8b)")
    return Case(form_.data(), {"beløb": DANISH})


@case
def name_with_half_a_surrogate() -> Case:
    form_ = Build()
    form_.widget("/FT/Tx/T<FEFF0061D8000062>")
    return Case(form_.data(), {"a\ud800b": DANISH})


@case
def name_of_odd_characters() -> Case:
    form_ = Build()
    form_.widget(r"/FT/Tx/T(a\)\(.b\\ [0])")
    return Case(form_.data(), {r"a)(.b\ [0]": DANISH})


@case
def hidden_widget() -> Case:
    form_ = Build()
    form_.text()
    form_.widget("/FT/Tx/T(skjult)/F 2", (50, 600, 350, 620))
    values = {"felt": DANISH, "skjult": DANISH}
    return Case(form_.data(), values, unseen=("skjult",), told=("not-shown",))


@case
def widget_without_extent() -> Case:
    form_ = Build()
    form_.text()
    form_.text("prik", rect=(50, 600, 50, 600))
    values = {"felt": DANISH, "prik": DANISH}
    return Case(form_.data(), values, unseen=("prik",), told=("not-shown",))


@case
def widget_beside_the_page() -> Case:
    form_ = Build()
    form_.text()
    form_.text("ude", rect=(700, 900, 900, 920))
    values = {"felt": DANISH, "ude": DANISH}
    return Case(form_.data(), values, unseen=("ude",), told=("not-shown",))


@case
def value_that_is_an_array() -> Case:
    return Case(plain("/V[(a)(b)]/DV[(c)]/AP 3/MK 4/Q(x)/MaxLen(y)"))


@case
def value_that_is_a_stream() -> Case:
    form_ = Build()
    held = form_.stream("", b"gammel")
    form_.text(entries=f"/V {held} 0 R/RV {held} 0 R")
    return Case(form_.data())


@case
def locked_field() -> Case:
    return Case(plain("/Ff 1"), refused=form.ReadOnlyField)


@case
def viewers_told_to_draw() -> Case:
    """A value without an appearance must not vanish when the flag is cleared."""
    form_ = Build(form="/NeedAppearances true")
    form_.text()
    form_.text("gammel", "/V(stod der f\xf8r)", (50, 600, 350, 620))
    return Case(form_.data(), {"felt": DANISH}, {"gammel": "stod der før"})


@case
def viewers_told_to_draw_over_an_old_drawing() -> Case:
    """The value counts where the form says that its drawings may be stale."""
    form_ = Build(form="/NeedAppearances true")
    form_.text()
    old = form_.stream("/Type/XObject/Subtype/Form/BBox[0 0 300 20]", b"")
    form_.text(
        "gammel", f"/V(ny v\xe6rdi)/Ff 1/AP<</N {old} 0 R>>", (50, 600, 350, 620)
    )
    return Case(form_.data(), {"felt": DANISH}, {"gammel": "ny værdi"})


@case
def unknown_field() -> Case:
    return Case(plain(), {"fekt": "x"}, refused=form.UnknownField)


@case
def last_part_of_a_name() -> Case:
    form_ = Build()
    form_.text("a.navn")
    return Case(form_.data(), {"navn": "x"}, refused=form.UnknownField)


@case
def nothing_given() -> Case:
    return Case(plain(), {"felt": None}, refused=form.MissingValue)


@case
def number_given() -> Case:
    return Case(plain(), {"felt": 42}, {"felt": "42"})


# --- buttons ----------------------------------------------------------------------


def button(states: dict[str, str], entries: str = "", name: str = "felt") -> Build:
    """A form with one check box whose on-states are given as written names."""
    form_ = Build()
    looks = "".join(f"/{state} {form_.mark()}" for state in states)
    empty = form_.stream("/Type/XObject/Subtype/Form/BBox[0 0 14 14]", b"")
    form_.widget(
        f"/FT/Btn/T({name}){entries}/AS/Off/AP<</N<<{looks}/Off {empty} 0 R>>>>",
        (50, 700, 64, 714),
    )
    return form_


@case
def checkbox_yes_or_no() -> Case:
    return Case(button({"Ja": "Ja"}).data(), {"felt": True})


@case
def checkbox_by_state() -> Case:
    return Case(button({"Ja": "Ja"}).data(), {"felt": "/Ja"})


@case
def checkbox_by_a_state_it_has_not() -> Case:
    return Case(button({"Ja": "Ja"}).data(), {"felt": "Yes"}, refused=form.WrongOption)


@case
def checkbox_of_a_number() -> Case:
    return Case(button({"1": "1"}).data(), {"felt": "1"})


@case
def checkbox_of_escaped_letters() -> Case:
    return Case(button({"#4A#61": "Ja"}).data(), {"felt": "Ja"})


@case
def checkbox_of_latin1_letters() -> Case:
    return Case(button({"Bel#f8b": "x"}).data(), {"felt": True})


@case
def checkbox_whose_states_stand_elsewhere() -> Case:
    form_ = Build()
    states = form_.add(f"<</Ja {form_.mark()}>>")
    form_.widget(f"/FT/Btn/T(felt)/AS/Off/AP<</N {states} 0 R>>", (50, 700, 64, 714))
    return Case(form_.data(), {"felt": "Ja"})


@case
def checkbox_without_marks() -> Case:
    form_ = Build()
    form_.widget("/FT/Btn/T(felt)/MK<</CA(4)/BC[0]>>", (50, 700, 64, 714))
    return Case(form_.data(), {"felt": True})


@case
def checkbox_with_empty_mark() -> Case:
    form_ = Build()
    empty = form_.stream("/Type/XObject/Subtype/Form/BBox[0 0 14 14]", b" ")
    form_.widget(
        f"/FT/Btn/T(felt)/MK<</CA(8)>>/AP<</N<</Ja {empty} 0 R>>>>", (50, 700, 64, 714)
    )
    return Case(form_.data(), {"felt": True})


@case
def checkbox_with_marks_for_the_mouse_only() -> Case:
    form_ = Build()
    form_.widget(f"/FT/Btn/T(felt)/AP<</D<</Ja {form_.mark()}>>>>", (50, 700, 64, 714))
    return Case(form_.data(), {"felt": "Ja"})


def radios(entries: str, states: tuple[str, ...]) -> Build:
    """A radio group."""
    form_ = Build()
    kids = []
    for at, state in enumerate(states):
        look = f"/AS/Off/AP<</N<</{state} {form_.mark()}>>>>"
        box = (50 + 40 * at, 700, 64 + 40 * at, 714)
        kids.append(form_.widget(f"/Parent 90 0 R{look}", box, in_fields=False))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    form_.add(f"<</FT/Btn/T(felt){entries}/Kids[{listed}]>>", 90)
    form_.fields = ["90 0 R"]
    return form_


@case
def radio_by_state() -> Case:
    return Case(radios("/Ff 49152", ("a", "b", "c")).data(), {"felt": "b"})


@case
def radio_by_state_with_slash() -> Case:
    return Case(radios("/Ff 49152", ("a", "b", "c")).data(), {"felt": "/b"})


@case
def radio_by_a_state_it_has_not() -> Case:
    made = radios("/Ff 49152", ("a", "b")).data()
    return Case(made, {"felt": "d"}, refused=form.WrongOption)


@case
def radio_by_export_text() -> Case:
    made = radios("/Ff 49152/Opt[(Ja)(Nej)]", ("0", "1")).data()
    return Case(made, {"felt": "Nej"})


@case
def radios_in_unison() -> Case:
    return Case(radios("/Ff 33603584", ("a", "b", "a")).data(), {"felt": "a"})


@case
def check_boxes_of_one_name_and_several_states() -> Case:
    return Case(radios("", ("x", "y", "z")).data(), {"felt": "y"})


@case
def yes_to_several_states() -> Case:
    return Case(radios("", ("x", "y")).data(), {"felt": True}, refused=form.WrongOption)


@case
def push_button() -> Case:
    form_ = Build()
    form_.text("a")
    form_.widget("/FT/Btn/Ff 65536/T(felt)", (50, 600, 90, 620))
    return Case(form_.data(), {"felt": True}, refused=form.NotFillable)


# --- choices ----------------------------------------------------------------------

PAIRS = "/Opt[[(DK)(Danmark)][(F\xd8)(F\xe6r\xf8erne)][(GL)(Gr\xf8nland)]]"


@case
def combo_by_export_value() -> Case:
    made = plain(f"/FT/Ch/Ff 131072{PAIRS}")
    return Case(made.replace(b"/FT/Tx", b""), {"felt": "FØ"}, {"felt": "Færøerne"})


@case
def combo_by_displayed_text() -> Case:
    made = plain(f"/FT/Ch/Ff 131072{PAIRS}")
    return Case(made.replace(b"/FT/Tx", b""), {"felt": "Grønland"})


@case
def combo_by_an_option_it_has_not() -> Case:
    made = plain(f"/FT/Ch/Ff 131072{PAIRS}").replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "Sverige"}, refused=form.WrongOption)


@case
def editable_combo() -> Case:
    made = plain(f"/FT/Ch/Ff 393216{PAIRS}").replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "Åland"})


@case
def list_of_choices() -> Case:
    made = boxed(f"/FT/Ch{PAIRS}", (50, 600, 200, 700)).replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "Færøerne"}, {"felt": "Danmark Færøerne Grønland"})


@case
def list_of_several_choices() -> Case:
    made = boxed(f"/FT/Ch/Ff 2097152{PAIRS}", (50, 600, 200, 700))
    made = made.replace(b"/FT/Tx", b"")
    shows = {"felt": "Danmark Færøerne Grønland"}
    return Case(made, {"felt": ["DK", "Grønland"]}, shows)


@case
def several_choices_of_one() -> Case:
    made = boxed(f"/FT/Ch{PAIRS}", (50, 600, 200, 700)).replace(b"/FT/Tx", b"")
    return Case(made, {"felt": ["DK", "GL"]}, refused=form.WrongOption)


@case
def scrolled_list() -> Case:
    options = "".join(f"(valg {n})" for n in range(40))
    made = boxed(f"/FT/Ch/Opt[{options}]", (50, 660, 200, 700)).replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "valg 30"}, {"felt": "valg 30"})


@case
def combo_without_pairs_and_an_option_it_has_not() -> Case:
    made = plain("/FT/Ch/Ff 131072/Opt[(a)(b)]").replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "c"}, refused=form.WrongOption)


@case
def list_without_options() -> Case:
    made = plain("/FT/Ch/Ff 131072").replace(b"/FT/Tx", b"")
    return Case(made, {"felt": "x"}, refused=form.WrongOption)


# --- files ------------------------------------------------------------------------


def _one() -> Build:
    form_ = Build()
    form_.text()
    return form_


@case
def compressed_objects() -> Case:
    return Case(write_compressed(_one().finish()))


@case
def updated_before() -> Case:
    first = form.compile(_one().data()).fill_values({"felt": "gammel værdi"})
    return Case(first)


@case
def updated_before_and_compressed() -> Case:
    first = form.compile(write_compressed(_one().finish())).fill_values({"felt": "ø"})
    return Case(first)


@case
def junk_before_the_header() -> Case:
    return Case(b"junk\r\n\r\n" + _one().data(), told=("repaired",))


@case
def wrong_startxref() -> Case:
    data = _one().data()
    head, tail = data.rsplit(b"startxref\n", 1)
    return Case(head + b"startxref\n17\n" + tail.split(b"\n", 1)[1], told=("repaired",))


@case
def no_startxref_at_all() -> Case:
    data = _one().data()
    return Case(data[: data.rindex(b"startxref")], told=("repaired",))


@case
def wrong_offsets() -> Case:
    data = _one().data()
    return Case(data.replace(b"endobj\n", b"endobj\n\n\n", 3), told=("repaired",))


@case
def windows_line_ends() -> Case:
    return Case(write(_one().finish(), end=b"\r\n"))


@case
def used_object_numbers() -> Case:
    form_ = _one()
    number = int(form_.fields[0].split()[0])
    form_.generations = {number: 3}
    form_.fields = [f"{number} 3 R"]
    form_.annots = [f"{number} 3 R"]
    return Case(form_.data())


def _encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_one().data())))
    writer.encrypt(user, "ejer", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@case
def encrypted_without_a_password() -> Case:
    return Case(_encrypted(""), told=("protection-removed",))


@case
def encrypted_with_a_password() -> Case:
    return Case(_encrypted("hund"), refused=form.EncryptedForm)


@case
def encrypted_and_the_password_given() -> Case:
    return Case(_encrypted("hund"), compiled={"password": "hund"})


def _strongly_encrypted(algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_one().data())))
    writer.encrypt("", "ejer", algorithm=algorithm)
    # The file identifier of the parser is drawn by chance; nothing here depends on it.
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@case
def encrypted_by_aes_128() -> Case:
    return Case(_strongly_encrypted("AES-128"), told=("protection-removed",))


@case
def encrypted_by_aes_256() -> Case:
    return Case(_strongly_encrypted("AES-256"), told=("protection-removed",))


@case
def xfa_hybrid() -> Case:
    form_ = Build(form="/XFA[(a)(b)]", root="/NeedsRendering true")
    form_.text()
    return Case(form_.data(), told=("xfa-dropped",))


@case
def dynamic_xfa() -> Case:
    form_ = Build(form="/XFA[(a)(b)]")
    return Case(form_.data(), refused=form.DynamicXfa)


def _signed() -> bytes:
    form_ = _one()
    form_.widget("/FT/Sig/T(u)/V<</Type/Sig/ByteRange[0 1 2 3]>>", (50, 600, 90, 620))
    return form_.data()


@case
def signed() -> Case:
    return Case(_signed(), refused=form.SignedForm)


@case
def signed_and_allowed() -> Case:
    compiled = {"allow_signed": True}
    return Case(_signed(), told=("signature-broken",), compiled=compiled)


@case
def signature_to_be_given() -> Case:
    form_ = _one()
    form_.widget("/FT/Sig/T(underskrift)", (50, 600, 90, 620))
    return Case(form_.data())


@case
def usage_rights() -> Case:
    form_ = Build(root="/Perms<</UR3<</Type/Sig>>>>")
    form_.text()
    return Case(form_.data(), told=("usage-rights-dropped",))


@case
def scripts() -> Case:
    form_ = Build(form="/CO[10 0 R]")
    form_.text(entries="/AA<</C<</S/JavaScript/JS(1)>>/K<</S/JavaScript/JS(2)>>>>")
    return Case(form_.data())


@case
def no_fields() -> Case:
    return Case(Build(has_form=False).data(), refused=form.NoFields)


@case
def no_pdf() -> Case:
    return Case(b"Kaere kommune\n", refused=form.DamagedForm)


@case
def cut_in_the_middle() -> Case:
    data = _one().data()
    return Case(data[: len(data) // 3], refused=form.DamagedForm)
