"""The shipped notice stays accessible and archival, however it is filled."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from anmeld._resources import templates_root
from anmeld.render import form
from anmeld.render.form import CompiledForm, Kind
from render.form import seeing
from tools import needs_poppler

LONG = "Borgeren råbte & truede. 😀 ŋ \x07\n" * 150


@pytest.fixture(scope="module")
def notice() -> CompiledForm:
    """The shipped accident notice, by field names."""
    return form.compile(templates_root() / "ulykkesanmeldelse" / "form.pdf")


def values(ready: CompiledForm, long: str | None = None) -> dict[str, object]:
    """A value for every field."""
    given: dict[str, object] = {}
    for name, field in ready.fields.items():
        if field.kind is Kind.TEXT:
            text = long if long and field.multiline else "Åse"
            given[name] = text[: field.max_length]
        elif field.states:
            given[name] = field.states[-1]
    return given


def assert_valid(data: bytes, folder: Path) -> None:
    """Both standards that the blank form claims."""
    path = folder / "form.pdf"
    path.write_bytes(data)
    for profile in ("ua1", "2a"):
        result = page.validate_pdf(str(path), profile=profile)
        assert result.is_compliant, str(result)


def test_blank_form__is_valid(notice: CompiledForm, tmp_path: Path) -> None:
    assert_valid(notice.fill_values({}), tmp_path)


@pytest.mark.parametrize("flatten", [False, True])
@pytest.mark.parametrize("long", [None, LONG])
def test_filled_form__stays_valid(
    notice: CompiledForm, tmp_path: Path, long: str | None, flatten: bool
) -> None:
    given = values(notice, long)

    data = notice.fill_values(given, flatten=flatten, verify=True)

    assert_valid(data, tmp_path)


def test_every_mark_of_the_addendum__is_in_the_structure_tree_once(
    notice: CompiledForm,
) -> None:
    data = notice.fill_values(values(notice, LONG))

    reader = PdfReader(io.BytesIO(data))
    tree = reader.root_object["/StructTreeRoot"]
    nums = tree["/ParentTree"]["/Nums"]  # type: ignore[index]
    keys = [int(key) for key in nums[::2]]
    assert keys == sorted(set(keys))
    for shown in reader.pages[2:]:
        marks = shown.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]
        owners = nums[2 * keys.index(int(shown["/StructParents"])) + 1]  # type: ignore[call-overload]
        assert marks == len(owners)


def test_addendum__is_linked_both_ways(notice: CompiledForm) -> None:
    data = notice.fill_values(values(notice, LONG))

    reader = PdfReader(io.BytesIO(data))
    numbers = {p.indirect_reference.idnum: n for n, p in enumerate(reader.pages)}  # type: ignore[union-attr]
    links: list[tuple[int, int]] = []
    for at, shown in enumerate(reader.pages):
        for item in shown.annotations or ():
            link = item.get_object()
            if link["/Subtype"] == "/Link" and "/Dest" in link:
                assert str(link["/Contents"])
                links.append((at, numbers[link["/Dest"][0].idnum]))
    forward = [(here, there) for here, there in links if here < 2 <= there]
    back = [(here, there) for here, there in links if there < 2 <= here]
    assert forward
    assert len(forward) == len(back)


def test_form_and_addendum__hold_every_character(notice: CompiledForm) -> None:
    name = next(n for n, f in notice.fields.items() if f.multiline)
    text = "".join(f"Ord{n}æøå " for n in range(900))

    data = notice.fill_values({name: text}, verify=True)

    count = len(PdfReader(io.BytesIO(data)).pages)
    seen = "".join(
        seeing.seen_by_pdfium(data, at, (0, 60, 595, 842)) for at in range(3, count + 1)
    )
    assert seeing.squeezed(text) in seen


@needs_poppler
def test_flattened_form__is_read_by_a_screen_reader(
    notice: CompiledForm, tmp_path: Path
) -> None:
    data = notice.fill_values(values(notice), flatten=True)
    (tmp_path / "form.pdf").write_bytes(data)

    done = subprocess.run(
        ["pdfinfo", "-struct-text", "form.pdf"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )

    told = done.stdout.decode()
    assert "Form (" not in told
    assert told.count('"Åse"') == sum(
        field.kind is Kind.TEXT for field in notice.fields.values()
    )
    assert str(PdfReader(io.BytesIO(data)).root_object["/Lang"]) == "da-DK"
