"""No value of a record reaches an error, its causes, a log line or a `repr`."""

from __future__ import annotations

import io
import json
import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import anmeld
from anmeld.errors import AnmeldError
from anmeld.record import load_record, load_records, record_from_dict

# Each stands in a place of its own, right and wrong ones; none may come out again.
PLANTED = {
    "cpr": "QZPLANT-cpr",
    "navn": "QZPLANT-navn",
    "adresse": "QZPLANT-adresse",
    "citat": "QZPLANT-citat",
    "art": "QZPLANT-art",
    "dato": "QZPLANT-dato",
    "email": "QZPLANT-email",
    "telefon": "QZPLANT-telefon",
    "beloeb": "QZPLANT-beloeb",
    "fil": "QZPLANT-fil.png",
    "svar": "QZPLANT-svar",
    "symptom": "QZPLANT-symptom",
    "noegle": "QZPLANT 010190-9995",
}


def _data() -> dict[str, Any]:
    return {
        "sag": {"nummer": "2025-0001"},
        "arbejdsgiver": {"navn": PLANTED["navn"], "cvr": PLANTED["cpr"]},
        "medarbejder": {
            "navn": PLANTED["navn"],
            "cpr": PLANTED["cpr"],
            "email": PLANTED["email"],
            "ansat": PLANTED["dato"],
            PLANTED["noegle"]: PLANTED["navn"],
            "privat": {"adresse": PLANTED["adresse"], "telefon": PLANTED["telefon"]},
        },
        "episoder": [
            {
                "tidspunkt": PLANTED["dato"],
                "art": PLANTED["art"],
                "citat": PLANTED["citat"],
                "i_arbejdstid": PLANTED["svar"],
            },
            PLANTED["citat"],
        ],
        "bilag": [{"art": "foto", "viser": PLANTED["citat"], "fil": PLANTED["fil"]}],
        "foelger": {"symptomer": [{"beskrivelse": PLANTED["symptom"], "start": 3}]},
        "udgifter": [{"art": "Psykolog", "beloeb": PLANTED["beloeb"]}],
    }


def _as_dict(folder: Path) -> object:
    return record_from_dict(_data(), base=folder)


def _as_json(folder: Path) -> object:
    path = folder / "sag.json"
    path.write_text(json.dumps(_data()), encoding="utf-8")
    return load_record(path)


def _as_broken_json(folder: Path) -> object:
    path = folder / "sag.json"
    path.write_text(json.dumps(_data())[:-2], encoding="utf-8")
    return load_record(path)


def _as_broken_toml(folder: Path) -> object:
    path = folder / "sag.toml"
    lines = [f'{name} = "{value}' for name, value in PLANTED.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return load_record(path)


def _as_wrong_bytes(folder: Path) -> object:
    path = folder / "sag.toml"
    path.write_bytes(f'navn = "{PLANTED["navn"]}'.encode() + b'\xff"')
    return load_record(path)


@pytest.mark.parametrize(
    "read", [_as_dict, _as_json, _as_broken_json, _as_broken_toml, _as_wrong_bytes]
)
def test_error__holds_no_value_of_the_record(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(AnmeldError) as caught:
        read(tmp_path)
    error = caught.value
    shown = [error.text("da"), error.text("en"), str(error), repr(error)]
    shown += [repr(error.args), repr(vars(error)), _logged(error), _with_locals(error)]
    for text in shown:
        assert "QZPLANT" not in text
        assert "010190" not in text
    assert error.__cause__ is None
    assert error.__context__ is None or "QZPLANT" not in repr(error.__context__)


def test_record__shows_its_keys_and_none_of_its_values(tmp_path: Path) -> None:
    data = {
        "sag": {"nummer": "2025-0001"},
        "arbejdsgiver": {"navn": PLANTED["navn"]},
        "medarbejder": {"navn": PLANTED["navn"], "cpr": "710101-9995"},
        "episoder": [
            {"tidspunkt": "3.3.2025", "art": "optakt", "citat": PLANTED["citat"]}
        ],
    }
    stdin = io.BytesIO(json.dumps(data).encode())
    (loaded,) = load_records("-", stdin=stdin)
    record = record_from_dict(data)
    for shown in (repr(loaded), repr(record), str(record), repr(record.episoder)):
        assert "QZPLANT" not in shown
        assert "7101019995" not in shown
    assert "medarbejder" in repr(record)


def _logged(error: AnmeldError) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.Logger("planted")
    logger.addHandler(handler)
    logger.error("A record failed", exc_info=error)
    return stream.getvalue()


def _with_locals(error: AnmeldError) -> str:
    # Only the library's own frames: the caller's locals are the caller's.
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    # By the package's place and not its name: a clone's folder is called the same.
    package = Path(anmeld.__file__).parent
    own = [each for each in frames.stack if package in Path(each.filename).parents]
    assert own
    return repr([each.locals for each in own])
