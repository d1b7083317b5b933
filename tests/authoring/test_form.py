"""Look at an unknown form, map it, and be told beforehand what will not work."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from anmeld._resources import templates_root
from anmeld.authoring import form_doctor, form_inspect, form_map, form_overlay
from anmeld.authoring.form_map import Sureness
from anmeld.authoring.form_words import printed_labels
from anmeld.cli.form import form as command
from anmeld.cli.screen import Screen
from anmeld.errors import UsageError
from anmeld.render import form
from render.form import seeing
from render.form.build import Build
from render.form.corpus import CASES, DANISH, plain

NOTICE = templates_root() / "ulykkesanmeldelse" / "form.pdf"


def insurer() -> bytes:
    """A form as an insurer makes one: odd names, words printed beside the boxes."""
    form_ = Build(page="/Resources<</Font<</F1 60 0 R>>>>")
    form_.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", 60)
    form_.text("Text1", rect=(200, 700, 400, 716))
    form_.text(
        "Text2", "/TU(CPR-nummer, de f\xf8rste seks)/MaxLen 6", (200, 670, 260, 686)
    )
    form_.text("Text3", rect=(200, 640, 400, 656))
    form_.text("xq7", rect=(200, 610, 400, 626))
    words = (
        b"BT /F1 10 Tf 60 704 Td (Medarbejderens navn) Tj 0 -60 Td (Policenummer) Tj ET"
    )
    form_.add(b"<</Length %d>>\nstream\n%b\nendstream" % (len(words), words), 5)
    return form_.data()


def test_inspection__tells_what_each_field_takes() -> None:
    found = form_inspect.inspect_form(NOTICE)

    data = form_inspect.as_data(found)
    assert len(data) == len(found) > 60
    assert json.loads(json.dumps(data)) == data
    assert all(row["name"] and row["kind"] and row["boxes"] for row in data)
    assert len(form_inspect.table(found)) == len(found)


def test_inspection__says_lengths_marks_states_and_options() -> None:
    def told(name: str) -> str:
        found = form_inspect.inspect_form(CASES[name]().data)[0]
        return form_inspect.takes(found, "en")

    assert told("comb") == "300x20 pt, <= 12, comb"
    assert told("locked_field") == "300x20 pt, read-only"
    assert told("radio_by_state") == "/a /b /c"
    assert told("combo_by_export_value") == "DK | FØ | GL"


def test_overlay__draws_each_name_in_its_box() -> None:
    form_ = Build()
    form_.text("Skadelidtes navn", rect=(50, 700, 350, 716))
    form_.text("beløb", rect=(50, 600, 350, 616))
    data = form_overlay.overlay(form_.data())

    assert seeing.seen_by_pdfium(data, 1, (50, 700, 350, 716)) == "Skadelidtesnavn"
    assert "/AcroForm" not in PdfReader(io.BytesIO(data)).root_object


def test_words_beside_a_box__are_found_to_its_left() -> None:
    labels = printed_labels(insurer())

    assert labels["Text1"][0] == "Medarbejderens navn"
    assert labels["Text3"][0] == "Policenummer"


def test_guess__goes_by_tooltip_name_and_printed_words() -> None:
    guesses = form_map.guess_map(insurer())

    name, cpr, policy = guesses["Text1"], guesses["Text2"], guesses["Text3"]
    assert name is not None
    assert cpr is not None
    assert policy is not None
    assert (name.name, name.sureness) == ("medarbejder.navn", Sureness.HIGH)
    assert (cpr.name, cpr.format, cpr.part) == ("medarbejder.cpr", "cpr", 1)
    assert policy.name == "forsikring.policenummer"
    assert guesses["xq7"] is None


def test_first_map__is_toml_that_compiles_once_the_rest_is_decided() -> None:
    text = form_map.write_map(insurer(), language="en")

    mapped = tomllib.loads(text)
    assert set(mapped["fields"]) == {"Text1", "Text3"}
    with pytest.raises(form.FormMapError) as caught:
        form.compile(insurer(), mapped)
    assert [f.where.key for f in caught.value.faults] == ["Text2", "xq7"]
    text = text.replace('# [fields."Text2"]', '[fields."Text2"]')
    for line in ('from = "medarbejder.cpr"', 'format = "cpr"', "part = 1"):
        text = text.replace(f"# {line}", line)
    mapped = tomllib.loads(text)
    mapped["left_blank"] = {"xq7": "udfyldes af selskabet"}
    ready = form.compile(insurer(), mapped)
    content = {"medarbejder": {"navn": "Åse", "cpr": "710101-9995"}}
    held = {f.name: f.value for f in form.fields(ready.fill(content))}
    assert (held["Text1"], held["Text2"]) == ("Åse", "710101")


@pytest.mark.parametrize(
    ("name", "code", "serious"),
    [
        ("no_default_appearance", "no-default-appearance", False),
        ("unknown_font_name", "font-missing", False),
        ("helvetica_without_encoding", "font-without-danish", False),
        ("comb_without_length", "comb-without-length", False),
        ("box_of_a_few_points", "small-box", False),
        ("xfa_hybrid", "xfa-dropped", False),
        ("signature_to_be_given", "signature", False),
        ("signed", "signature", True),
        ("locked_field", "read-only-field", True),
        ("checkbox_without_marks", "no-marks", False),
        ("widget_missing_from_the_tree", "orphan", False),
        ("radio_by_export_text", "export-texts", False),
        ("scripts", "calculated", True),
        ("field_on_no_page", "no-widget", True),
        ("hidden_widget", "hidden", True),
        ("widget_without_extent", "no-extent", True),
        ("viewers_told_to_draw", "need-appearances", False),
        ("list_without_options", "no-options", True),
        ("usage_rights", "usage-rights-dropped", False),
        ("winansi_helvetica", "no-tooltips", False),
        ("winansi_helvetica", "no-tab-order", False),
        ("winansi_helvetica", "untagged", False),
    ],
)
def test_doctor__finds_it_before_there_is_any_data(
    name: str, code: str, serious: bool
) -> None:
    found = {f.code: f for f in form_doctor.examine(CASES[name]().data)}

    assert found[code].serious is serious
    assert found[code].remedy.text("en")
    assert json.dumps(found[code].as_data())


def run(*words: str, given: str | None = None) -> Result:
    """Run `anmeld form ...` in English."""
    return CliRunner().invoke(command, words, obj=Screen("en"), input=given)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A form of one field on disk."""
    path = tmp_path / "form.pdf"
    path.write_bytes(plain())
    return path


def test_command_fill__writes_a_proved_form_beside_the_original(blank: Path) -> None:
    data, out = blank.with_name("data.json"), blank.with_name("out.pdf")
    data.write_text(json.dumps({"felt": DANISH}), encoding="utf-8")

    done = run("fill", str(blank), str(data), "--out", str(out))

    assert (done.exit_code, done.output) == (0, "")
    assert form.fields(out)[0].value == DANISH
    assert blank.read_bytes() == plain()
    assert sorted(p.name for p in blank.parent.iterdir()) == [
        "data.json",
        "form.pdf",
        "out.pdf",
    ]


def test_command_fill__takes_toml_nested_names_and_standard_input(blank: Path) -> None:
    blank.write_bytes(CASES["hierarchical_names"]().data)
    data, out = blank.with_name("data.toml"), blank.with_name("out.pdf")
    data.write_text('[a]\nnavn = "Åse"\nby = 2025-03-07\n', encoding="utf-8")

    assert run("fill", str(blank), str(data), "--out", str(out)).exit_code == 0
    assert [f.value for f in form.fields(out)] == ["Åse", "07.03.2025"]
    words = ("fill", str(blank), "-", "--out", str(out), "--flatten")
    assert run(*words, given='{"a.navn": "Bo"}').exit_code == 0
    assert "/AcroForm" not in PdfReader(out).root_object


def test_command_fill__never_writes_over_the_form(blank: Path) -> None:
    done = run("fill", str(blank), "-", "--out", str(blank), given="{}")

    assert isinstance(done.exception, UsageError)
    assert blank.read_bytes() == plain()


def test_command_fill__tells_refusals_and_writes_nothing(blank: Path) -> None:
    out = blank.with_name("out.pdf")

    done = run("fill", str(blank), "-", "--out", str(out), given='{"fekt": "x"}')

    assert isinstance(done.exception, form.UnknownField)
    assert not out.exists()


def test_command_fill__turns_a_chosen_refusal_into_a_told_warning(blank: Path) -> None:
    out = blank.with_name("out.pdf")
    words = ("fill", str(blank), "-", "--out", str(out), "--warn", "unknown-field")

    done = run(*words, given='{"fekt": "x", "felt": "y"}')

    assert done.exit_code == 0
    assert "fekt" in done.output
    assert form.fields(out)[0].value == "y"


@pytest.mark.parametrize("given", ["[1]", "{", "\udcff"])
def test_command_fill__refuses_data_that_is_none(blank: Path, given: str) -> None:
    words = ("fill", str(blank), str(blank.with_name("d.json")), "--out", "x.pdf")
    blank.with_name("d.json").write_bytes(given.encode("utf-8", "surrogateescape"))

    assert isinstance(run(*words).exception, UsageError)


def test_command_inspect__lists_fields_and_writes_the_overlay(blank: Path) -> None:
    out = blank.with_name("names.pdf")

    done = run("inspect", str(blank), "--overlay", str(out))

    assert done.output.split() == ["1", "felt", "text", "300x20", "pt"]
    assert out.read_bytes().startswith(b"%PDF")
    assert json.loads(run("inspect", str(blank), "--json").output)[0]["name"] == "felt"


def test_command_map__prints_toml(blank: Path) -> None:
    assert tomllib.loads(run("map", str(blank)).output)["left_blank"] == {}


def test_command_doctor__ends_with_one_if_something_is_serious(blank: Path) -> None:
    assert run("doctor", str(blank)).exit_code == 0
    blank.write_bytes(CASES["locked_field"]().data)
    assert run("doctor", str(blank)).exit_code == 1
    assert json.loads(run("doctor", str(blank), "--json").output)


def test_password__is_asked_for_by_an_error_where_nobody_can_type(blank: Path) -> None:
    blank.write_bytes(CASES["encrypted_with_a_password"]().data)

    assert isinstance(run("inspect", str(blank)).exception, form.EncryptedForm)
    assert run("inspect", str(blank), "--password", "hund").exit_code == 0
