"""The forty traps that eleven fillers were tried with: none of them silent here."""

from __future__ import annotations

from render.form.corpus import CASES, LONG

# The number of each probe and the form of the corpus that is it.
PROBES = {
    1: "winansi_helvetica",
    2: "quotes_euro_dash_and_faroese",
    3: "sami_polish_greek",
    4: "emoji_and_control_characters",
    5: "helvetica_without_encoding",
    6: "line_feed_in_one_line",
    7: "long_text_in_a_small_box",
    8: "long_text_in_a_small_box_of_automatic_size",
    9: "name_too_wide_for_its_box",
    10: "longer_than_allowed",
    11: "comb",
    12: "comb_automatic_size_and_full",
    13: "everything_inherited",
    14: "longer_than_the_comb",
    15: "everything_inherited",
    16: "checkbox_yes_or_no",
    17: "checkbox_by_state",
    18: "checkbox_by_a_state_it_has_not",
    19: "checkbox_without_marks",
    20: "radio_by_state",
    21: "radio_by_state_with_slash",
    22: "radio_by_a_state_it_has_not",
    23: "radio_by_export_text",
    24: "combo_by_export_value",
    25: "combo_by_displayed_text",
    26: "combo_by_an_option_it_has_not",
    27: "list_of_choices",
    28: "combo_without_pairs_and_an_option_it_has_not",
    29: "unknown_field",
    30: "locked_field",
    31: "xfa_hybrid",
    32: "last_part_of_a_name",
    33: "hierarchical_names",
    34: "neither_fonts_nor_default_appearance",
    35: "right_aligned",
    36: "encrypted_without_a_password",
    37: "encrypted_with_a_password",
    38: "signed",
    39: "nothing_given",
    40: "number_given",
}


def test_probes__are_all_forms_of_the_corpus() -> None:
    """Each is proven in `test_corpus`: right in two renderers, or a typed refusal."""
    assert list(PROBES) == list(range(1, 41))
    assert set(PROBES.values()) <= set(CASES)


def test_probes__are_filled_unless_filling_would_be_wrong() -> None:
    refused = {number for number, name in PROBES.items() if CASES[name]().refused}

    assert refused == {10, 14, 18, 22, 26, 28, 29, 30, 32, 37, 38, 39}


def test_probes__long_text_is_as_long_as_an_account() -> None:
    assert len(LONG) > 1300
