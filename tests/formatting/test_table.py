"""The table of Danish formats, as templates and forms use it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld.errors import RenderError
from anmeld.formatting import FILTERS, WITHHELD, Moment, apply, present
from anmeld.formatting.moments import DENMARK
from anmeld.formatting.table import without_holds
from anmeld.record.values import Art, Medie, Svar

DAY = date(2024, 3, 3)
_OF_TEXTS = ("liste", "stort", "lille", "fast", "citat")
AT = Moment(DAY, datetime(2024, 3, 3, 14, 5, tzinfo=DENMARK))


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("dato", DAY, "03.03.2024"),
        ("dato", AT, "03.03.2024"),
        ("dato_lang", DAY, "den 3.~marts~2024"),
        ("ugedag", DAY, "søndag den 3.~marts~2024"),
        ("ugedag", date(2024, 12, 30), "mandag den 30.~december~2024"),
        ("maaned", DAY, "marts~2024"),
        ("klokke", AT, "kl.~14.05"),
        ("klokke", Moment(DAY), "Ikke oplyst"),
        ("tidspunkt", AT, "den 3.~marts~2024 kl.~14.05"),
        ("tidspunkt", Moment(DAY), "den 3.~marts~2024"),
        ("tidspunkt_kort", AT, "03.03.2024 kl.~14.05"),
        ("tidspunkt_kort", Moment(DAY), "03.03.2024"),
        ("tidspunkt_zone", AT, "03.03.2024 kl.~14.05 (UTC+1)"),
        ("tidspunkt_zone", Moment(DAY), "03.03.2024"),
        ("kroner", Decimal("1234.5"), "1.234,50~kr."),
        ("kroner", 0, "0,00~kr."),
        ("kroner", 1234567, "1.234.567,00~kr."),
        ("antal", 1234, "1.234"),
        ("antal", 0, "0"),
        ("dage", 1, "1~dag"),
        ("dage", 0, "0~dage"),
        ("dage", 14, "14~dage"),
        ("liste", ("a",), "a"),
        ("liste", ("a", "b", Svar.JA), "a, b og Ja"),
        ("liste", ({"betegnelse": "Sms", "antal": 2},), "Sms"),
        ("ja_nej", True, "Ja"),
        ("ja_nej", False, "Nej"),
        ("ja_nej", Svar.UKENDT, "Ukendt"),
        ("cpr", "0101904995", "010190-4995"),
        ("cpr", "7101019995", "710101-9995 (erstatningspersonnummer)"),
        ("cpr", "0101905AB5", "010190-5AB5 (erstatningspersonnummer)"),
        ("cpr", "710101-9995", "710101-9995 (erstatningspersonnummer)"),
        ("cpr", " 010190 4995 ", "010190-4995"),
        ("telefon", "12345678", "12~34~56~78"),
        ("telefon", "+46701234567", "+46701234567"),
        ("stort", "ærlig talt", "Ærlig talt"),
        ("lille", "Ærlig talt", "ærlig talt"),
        ("lille", Art.VOLD_FYSISK, "fysisk vold"),
        ("lille", Medie.FACEBOOK_GRUPPE, "Facebook-gruppe"),
        ("lille", Medie.DIGITAL_POST, "Digital Post"),
        ("lille", Medie.FACEBOOK_BESKED, "besked på Facebook"),
        ("lille", Medie.TIKTOK, "TikTok"),
        ("lille", "Anmeldt i EASY", "anmeldt i EASY"),
        ("lille", Medie.X, "X (tidligere Twitter)"),
        ("fast", "BEK nr. 485/2024, §§ 3 og 9", "BEK nr.~485/2024, §§~3 og 9"),
        ("fast", "§ 119 a og § 31, stk. 1", "§~119~a og §~31, stk.~1"),
        ("fast", "lov af 8. marts 2022, § 5", "lov af 8.~marts~2022, §~5"),
        ("fast", "§ 36 i loven, kl. 23.59", "§~36 i loven, kl.~23.59"),
        ("citat", "Jeg »ser« dig & <dig>", "»Jeg »ser« dig & <dig>«"),
        ("stoerrelse", 999, "999~bytes"),
        ("stoerrelse", 1_234_567, "1,2~MB"),
        ("stoerrelse", 0, "0~bytes"),
    ],
)
def test_format__writes_danish(name: str, value: object, text: str) -> None:
    """Where `~` stands, no line may end."""
    assert FILTERS[name](value) == text.replace("~", "\u00a0")


def test_format__is_copied_with_ordinary_spaces() -> None:
    """This test ensures that another system's field takes what is pasted into it."""
    assert without_holds(FILTERS["telefon"]("12345678")) == "12 34 56 78"
    assert without_holds(FILTERS["tidspunkt"](AT)) == "den 3. marts 2024 kl. 14.05"


@pytest.mark.parametrize("name", FILTERS)
def test_format__says_what_is_missing_unknown_or_withheld(name: str) -> None:
    assert FILTERS[name](None) == "Ikke oplyst"
    assert FILTERS[name]("") == "Ikke oplyst"
    assert FILTERS[name]("ukendt") == "Ukendt"
    assert FILTERS[name](WITHHELD) == "Oplyses ikke i dette dokument"


@pytest.mark.parametrize("name", [name for name in FILTERS if name not in _OF_TEXTS])
def test_format__refuses_a_value_of_another_type(name: str) -> None:
    with pytest.raises(RenderError) as caught:
        FILTERS[name]({"hemmelig": "værdi"})
    assert name in str(caught.value)
    assert "hemmelig" not in str(caught.value)


def test_format__that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(RenderError, match="dato_lang"):
        apply("datoen", DAY)


def test_moment__keeps_seconds_and_the_offset_it_was_stated_with() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    stated = datetime(2024, 3, 3, 23, 5, 9, tzinfo=india)
    at = stated.astimezone(DENMARK)
    text = "03.03.2024 kl. 18.35.09 (angivet som 03.03.2024 kl. 23.05.09 UTC+5.30)"
    written = FILTERS["tidspunkt_kort"](Moment(at.date(), at, stated))
    assert without_holds(written) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "Ikke oplyst"),
        ("", "Ikke oplyst"),
        (" \n", "Ikke oplyst"),
        ((), "Ikke oplyst"),
        ("ukendt", "Ukendt"),
        (Svar.UKENDT, "Ukendt"),
        (WITHHELD, "Oplyses ikke i dette dokument"),
        (True, "Ja"),
        (False, "Nej"),
        (0, "0"),
        (1234, "1.234"),
        (Decimal("1234.5"), "1.234,5"),
        (DAY, "03.03.2024"),
        (AT, "03.03.2024 kl. 14.05"),
        (datetime(2024, 3, 3, 1, 2, tzinfo=UTC), "03.03.2024 kl. 01.02"),
        (Art.VOLD_FYSISK, "Fysisk vold"),
        (("a", "b"), "a og b"),
        ("UKENDT & <b> {{ x }}\x00", "UKENDT & <b> {{ x }}\x00"),
    ],
)
def test_present__never_leaves_a_blank(value: object, text: str) -> None:
    assert present(value) == text


@pytest.mark.parametrize("value", [{}, {"navn": "x"}, ({"navn": "x"},), [{}]])
def test_present__refuses_a_section(value: object) -> None:
    with pytest.raises(RenderError, match="section"):
        present(value)


@given(st.text(min_size=1).filter(lambda text: text.strip() and text != "ukendt"))
def test_present__gives_a_text_as_it_is(text: str) -> None:
    assert present(text) == text


@given(st.integers(min_value=0, max_value=10**15))
def test_amount__can_be_read_back(oere: int) -> None:
    amount = Decimal(oere) / 100
    shown = FILTERS["kroner"](amount).removesuffix("\u00a0kr.")
    assert Decimal(shown.replace(".", "").replace(",", ".")) == amount


def test_withheld__is_false_empty_and_equal_to_itself() -> None:
    assert not WITHHELD
    assert list(WITHHELD) == []
    assert type(WITHHELD)() == WITHHELD
    assert hash(type(WITHHELD)()) == hash(WITHHELD)
    assert str(WITHHELD) == "Oplyses ikke i dette dokument"
