from __future__ import annotations

import pytest

from anmeld.casefile.safe_names import distinct_names, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2025-017", "2025-017"),
        ("2025/017", "2025-017"),
        ("AUX", "_AUX"),
        ("com1.txt", "_com1.txt"),
        ("COM¹", "_COM¹"),
        ("sag...", "sag"),
        ("  sag 7 ", "sag-7"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "_"),
        (".skjult", "skjult"),
        ('a<b>:c|d?e*f"g', "a-b-c-d-e-f-g"),
        ("a\x00b\x1fc", "a-b-c"),
        ("fil\u202egpj.exe", "filgpj.exe"),
        ("sag \ud800", "sag"),
        ("æøå", "æøå"),
    ],
)
def test_safe_name__holds_on_every_platform(text: str, name: str) -> None:
    assert safe_name(text) == name or safe_name(text).startswith(f"{name}")
    assert safe_name(safe_name(text)) == safe_name(text)
    assert not set(safe_name(text)) & set('<>:"/\\|?*')


@pytest.mark.parametrize("text", ["a" * 5000, "å" * 5000, "🙂" * 300, ""])
def test_safe_name__is_short_and_never_empty(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 100
    assert len(name.encode()) <= 200


def test_safe_name__of_two_long_texts_differ() -> None:
    assert safe_name("a" * 500 + "1") != safe_name("a" * 500 + "2")


def test_distinct_names__part_what_some_platform_takes_for_the_same() -> None:
    names = distinct_names(["Sag.png", "sag.PNG", "SAG.png", "sag-2.png", "sag"])
    assert names[0] == "Sag.png"
    assert len({name.casefold() for name in names}) == 5
    assert names == distinct_names(
        ["Sag.png", "sag.PNG", "SAG.png", "sag-2.png", "sag"]
    )
