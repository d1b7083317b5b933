"""Every form of the corpus: right in two renderers or refused by name, none silent."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from pypdf import PdfReader

from anmeld.render import form
from anmeld.render.form import CompiledForm, Kind
from anmeld.render.form.objects import items, resolved
from render.form import seeing
from render.form.corpus import CASES, Case

NAMES = list(CASES)
FILLED = [name for name in NAMES if CASES[name]().refused is None]
# pypdf itself stumbles over these when it lists the fields.
BEYOND_PYPDF = (
    "parents_that_lead_back",
    "kids_that_are_null",
    "name_with_half_a_surrogate",
)
REFUSED = [name for name in NAMES if CASES[name]().refused is not None]


def compiled(case: Case) -> CompiledForm:
    """Compile a case's form."""
    options: Mapping[str, Any] = case.compiled
    return form.compile(case.data, **options)


def seers() -> list[str]:
    """The renderers at hand; PDFium always is."""
    return ["pdfium", "poppler"] if seeing.HAS_POPPLER else ["pdfium"]


def see(name: str, data: bytes, page: int, rect: seeing.Rect) -> str:
    """What one renderer sees."""
    look = {"pdfium": seeing.seen_by_pdfium, "poppler": seeing.seen_by_poppler}[name]
    return look(data, page, rect)


def test_corpus__is_as_large_as_promised() -> None:
    assert len(NAMES) >= 100


@pytest.mark.parametrize("name", REFUSED)
def test_refusal__names_its_class_before_anything_is_written(name: str) -> None:
    case = CASES[name]()
    assert case.refused is not None

    with pytest.raises(case.refused) as caught:
        compiled(case).fill_values(case.values)

    error = caught.value
    assert isinstance(error, (form.FormError, form.FormTemplateError))
    assert all(fault.code == error.code for fault in error.faults)
    for value in case.values.values():
        if isinstance(value, str) and len(value) > 3:
            assert value not in str(error)


@pytest.mark.parametrize("name", FILLED)
def test_form__shows_every_word_in_its_box_in_both_renderers(name: str) -> None:
    case = CASES[name]()
    ready = compiled(case)

    done = ready.fill_values_with_report(case.values, verify=True)

    assert set(case.told) <= {note.code for note in done.notes}
    _all_seen(case, ready, done.data)


@pytest.mark.parametrize("name", FILLED)
def test_flattened_form__shows_the_same_and_has_no_fields(name: str) -> None:
    case = CASES[name]()
    ready = compiled(case)

    data = ready.fill_values(case.values, flatten=True, verify=True)

    reader = PdfReader(io.BytesIO(data))
    assert "/AcroForm" not in reader.root_object
    listed = [page["/Annots"] for page in reader.pages if "/Annots" in page]
    annotations = [resolved(item) for annots in listed for item in items(annots)]
    assert not [a for a in annotations if "/Widget" in str(a)]
    _all_seen(case, ready, data)


@pytest.mark.parametrize("name", FILLED)
def test_form__stores_every_value_for_another_reader(name: str) -> None:
    case = CASES[name]()
    data = compiled(case).fill_values(case.values)

    again = {field.name: field for field in form.fields(data)}

    for field_name, value in case.values.items():
        _is_stored(again[field_name], value)
    if name not in BEYOND_PYPDF:
        assert set(case.values) <= set(PdfReader(io.BytesIO(data)).get_fields() or ())


@pytest.mark.parametrize("name", FILLED)
def test_form__gives_the_same_bytes_for_the_same_values(name: str) -> None:
    case = CASES[name]()

    assert compiled(case).fill_values(case.values) == compiled(case).fill_values(
        case.values
    )


def _all_seen(case: Case, ready: CompiledForm, data: bytes) -> None:
    for name in {**case.values, **case.shows}:
        field = ready.fields[name]
        if name in case.unseen:
            continue
        if field.kind in (Kind.CHECKBOX, Kind.RADIO):
            assert seeing.changed_pixels(
                case.data, data, 1, field.boxes[0].rect
            ) or any(
                seeing.changed_pixels(case.data, data, box.page or 1, box.rect)
                for box in field.boxes
            )
            continue
        expected = case.shows.get(name, str(case.values.get(name, "")))
        for box in field.boxes:
            for renderer in seers():
                _one_seen(renderer, data, box.page or 1, box.rect, expected, name, case)


def _one_seen(
    renderer: str,
    data: bytes,
    page: int,
    rect: seeing.Rect,
    expected: str,
    name: str,
    case: Case,
) -> None:
    seen = see(renderer, data, page, rect)
    wanted = seeing.squeezed(expected)
    if name in case.starts:
        assert wanted[:2] in seen, (renderer, seen)
        assert "T1" in seen or "illæg1" in seen, (renderer, seen)
        pages = len(PdfReader(io.BytesIO(data)).pages)
        whole = "".join(
            see(renderer, data, at, (0, 60, 595, 842)) for at in range(2, pages + 1)
        )
        assert wanted in whole, renderer
    elif renderer == "poppler":  # it gives the words of turned text in its own order
        assert not Counter(wanted) - Counter(seen), (renderer, seen)
    else:
        assert wanted in seen, (renderer, seen)


def _is_stored(field: form.Field, value: object) -> None:
    if value is True:
        assert field.value in field.states
    elif field.kind in (Kind.CHECKBOX, Kind.RADIO):
        stored = dict(field.state_labels).get(str(field.value), field.value)
        assert str(value).removeprefix("/") in (stored, field.value)
    elif field.options:
        exports = [field.value] if isinstance(field.value, str) else field.value
        shown = [o.display for o in field.options if o.export in (exports or ())]
        asked = [value] if isinstance(value, str) else value
        assert isinstance(asked, list)
        for one in asked:
            assert one in (exports or ()) or one in shown
    else:
        assert field.value == str(value)
