"""What the engine promises besides the corpus: proofs, notes, refusals, other names."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from anmeld.render import form
from anmeld.render.form import text as text_module
from anmeld.render.form.update import Fill
from render.form.build import Build
from render.form.corpus import CASES, DANISH, LONG, plain, radios


def test_import_of_the_package__loads_no_pdf_library() -> None:
    code = (
        "import sys, anmeld, anmeld.render, anmeld.cli;"
        "sys.exit(any(m in sys.modules for m in ('pypdf', 'reportlab', 'fontTools')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_fill__appends_to_the_form_and_changes_none_of_its_bytes() -> None:
    data = plain()

    filled = form.compile(data).fill_values({"felt": DANISH})

    assert filled.startswith(data)


def test_original_file__is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(plain())
    path.chmod(0o444)

    form.compile(path).fill_values({"felt": "x"})

    assert path.read_bytes() == plain()


def test_nothing_to_write__gives_the_form_as_it_was() -> None:
    data = plain()

    assert form.compile(data).fill_values({}) == data


def test_text__of_the_short_way_is_drawn_like_that_of_the_long_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = ["a", DANISH, "a\\b (c)", "€ – æ", "x" * 40, " begge ender "]
    for entries in (
        "",
        "/Q 1",
        "/Q 2",
        "/Ff 4096",
        "/DA(/Helv 0 Tf 0 g)",
        "/MK<</R 90>>",
    ):
        ready = form.compile(plain(entries))
        quick = [ready.fill_values({"felt": text}) for text in texts]
        with monkeypatch.context() as patch:
            patch.setattr(text_module.TextWriter, "_show_quickly", lambda *_: False)
            slow = [ready.fill_values({"felt": text}) for text in texts]

        assert quick == slow


def test_proof__finds_a_value_that_was_not_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_module, "text_string", lambda text: b"(andet)")
    ready = form.compile(plain())

    with pytest.raises(form.LostText) as caught:
        ready.fill_values({"felt": "– ikke det"}, verify=True)

    assert "ikke det" not in str(caught.value)


def test_proof__finds_text_that_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def add(self: Fill, body: bytes) -> int:
        number = self.reserve()
        self.objects[number] = body.replace(b"R\xf8d", b"R?d")
        return number

    monkeypatch.setattr(Fill, "add", add)
    ready = form.compile(plain())

    with pytest.raises(form.LostText):
        ready.fill_values({"felt": DANISH}, verify=True)


def test_faults_of_several_kinds__come_in_one_error_each_in_its_class() -> None:
    ready = form.compile(plain("/MaxLen 3"))

    with pytest.raises(form.SeveralRefusals) as caught:
        ready.fill_values({"felt": "for lang", "fekt": "x"})

    assert {type(error) for error in caught.value.errors} == {
        form.TooLong,
        form.UnknownField,
    }


def test_fault__carries_field_page_limit_and_nearest_name_but_no_value() -> None:
    ready = form.compile(plain("/MaxLen 3"))

    with pytest.raises(form.TooLong) as long:
        ready.fill_values({"felt": "hemmelig"})
    with pytest.raises(form.UnknownField) as unknown:
        ready.fill_values({"fellt": "hemmelig"})

    fault = long.value.faults[0]
    assert isinstance(fault, form.FieldFault)
    assert (fault.field, fault.page, fault.excess) == ("felt", 1, 5.0)
    other = unknown.value.faults[0]
    assert isinstance(other, form.FieldFault)
    assert other.nearest == "felt"
    assert "hemmelig" not in f"{long.value}{unknown.value}{fault}{other}"


def test_wrong_option__lists_the_allowed() -> None:
    ready = form.compile(radios("/Ff 49152/Opt[(Ja)(Nej)]", ("0", "1")).data())

    with pytest.raises(form.WrongOption) as caught:
        ready.fill_values({"felt": "Nejj"})

    fault = caught.value.faults[0]
    assert isinstance(fault, form.FieldFault)
    assert fault.allowed == ("0", "1", "Ja", "Nej", "Off")
    assert fault.nearest == "Nej"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("unknown_field", "unknown-field"),
        ("radio_by_a_state_it_has_not", "wrong-option"),
        ("locked_field", "read-only-field"),
        ("nothing_given", "missing-value"),
        ("push_button", "not-fillable"),
    ],
)
def test_refusal__becomes_a_listed_note_when_not_strict(name: str, code: str) -> None:
    case = CASES[name]()

    done = form.compile(case.data, strict=False).fill_values_with_report(case.values)

    assert [note.code for note in done.notes] == [code]


def test_only_chosen_refusals__become_notes() -> None:
    ready = form.compile(plain(), strict=False, warn=["read-only-field"])

    with pytest.raises(form.UnknownField):
        ready.fill_values({"x": "y"})


def test_text_past_maxlen__goes_to_the_addendum_when_not_strict() -> None:
    ready = form.compile(plain("/MaxLen 12"), strict=False)

    done = ready.fill_values_with_report({"felt": LONG}, verify=True)

    assert [note.code for note in done.notes] == ["overflow"]
    assert len(str(form.fields(done.data)[0].value)) <= 12


def test_character_without_glyph__is_refused_where_substitutes_are_declined() -> None:
    ready = form.compile(plain(), glyphs="refuse")

    with pytest.raises(form.MissingGlyph) as caught:
        ready.fill_values({"felt": "a\x07"})

    assert "U+0007" in str(caught.value)


def test_value_of_no_use__is_refused_by_type() -> None:
    with pytest.raises(form.WrongType):
        form.compile(plain()).fill_values({"felt": {"a": 1}})


def test_name__may_be_spelled_as_other_programs_decode_it() -> None:
    form_ = Build()
    form_.widget("/FT/Tx/T(bel\xc3\xb8b)")  # UTF-8 without its mark, as some write it
    ready = form.compile(form_.data())

    held = form.fields(ready.fill_values({"beløb": "1"}))

    assert held[0].value == "1"


def test_filled_form__no_longer_leaves_drawing_to_the_viewer() -> None:
    data = form.compile(plain(form="/NeedAppearances true")).fill_values({"felt": "x"})

    catalog = PdfReader(io.BytesIO(data)).root_object
    assert "/NeedAppearances" not in catalog["/AcroForm"]  # type: ignore[operator]


def test_field__describes_what_it_takes() -> None:
    form_ = Build()
    form_.text("a", "/Ff 2/MaxLen 9/TU(Bel\xf8b i kroner)/V(7)")

    field = form.fields(form_.data())[0]

    assert (field.required, field.max_length, field.value) == (True, 9, "7")
    assert (field.tooltip, field.page, field.label) == (
        "Beløb i kroner",
        1,
        "Beløb i kroner",
    )


def test_text_of__values_without_a_map() -> None:
    assert form.text_of(form.compile(plain()), {"felt": "æ"}) == "felt: æ\n"


def test_compiled_form__gives_the_same_bytes_in_many_threads() -> None:
    ready = form.compile(plain())
    texts = [f"{DANISH} {number} " * (1 + 40 * (number % 2)) for number in range(24)]

    def both(text: str) -> tuple[bytes, bytes]:
        values = {"felt": text}
        return ready.fill_values(values), ready.fill_values(values, flatten=True)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(both, texts))

    assert together == [both(text) for text in texts]


def test_compiled_form__travels_to_another_process() -> None:
    ready = form.compile(plain())

    again = pickle.loads(pickle.dumps(ready))

    values = {"felt": DANISH * 9}
    assert again.fill_values(values) == ready.fill_values(values)
    assert again.fill_values(values, flatten=True) == ready.fill_values(
        values, flatten=True
    )


def test_name_that_is_no_text__is_an_unknown_field() -> None:
    ready = form.compile(plain())

    with pytest.raises(form.UnknownField):
        ready.fill_values({5: "x"})  # type: ignore[dict-item]


def test_states_behind_a_reference__are_written_where_poppler_finds_them() -> None:
    case = CASES["checkbox_whose_states_stand_elsewhere"]()

    data = form.compile(case.data).fill_values(case.values)

    page = PdfReader(io.BytesIO(data)).pages[0]
    look = page["/Annots"][0]["/AP"]  # type: ignore[index]
    assert type(look.raw_get("/N")) is DictionaryObject


def test_value_that_no_page_shows__is_told_only_where_there_is_one() -> None:
    ready = form.compile(CASES["hidden_widget"]().data)

    done = ready.fill_values_with_report({"felt": "x", "skjult": ""})

    assert not done.notes


def test_form_that_needed_a_password__is_told_to_need_none_now() -> None:
    case = CASES["encrypted_and_the_password_given"]()

    notes = form.compile(case.data, password=case.compiled["password"]).notes  # type: ignore[arg-type]

    assert [note.message.text("en") for note in notes] == [
        "The form needed a password; the filled form needs none."
    ]


def test_character_without_a_glyph__is_told_also_where_the_text_overflows() -> None:
    ready = form.compile(plain())

    done = ready.fill_values_with_report({"felt": f"{LONG} \x07"})

    assert {"overflow", "substituted-character"} <= {note.code for note in done.notes}
