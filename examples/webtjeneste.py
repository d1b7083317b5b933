"""A web service: a record in, its documents out as a ZIP, nothing on any disk.

    python examples/webtjeneste.py 8080
    curl --data-binary @sag.json http://127.0.0.1:8080/sag --output sag.zip

It answers 200 with the ZIP, or 422 with what is wrong as JSON, never with a value of
the record. It listens on this machine only: put a server before it that knows who may
ask.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from zoneinfo import ZoneInfo

import anmeld
from anmeld.errors import Fault

MOST_BYTES = 5_000_000
DENMARK = ZoneInfo("Europe/Copenhagen")


class Service(HTTPServer):
    """Loads law and documents once, and shares the compiled templates.

    Requests are answered one after another; start one process a core behind a server
    that spreads them.

    Args:
        port: The port to listen at; 0 for a free one.
    """

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.law = anmeld.load_law()
        self.catalogue = anmeld.load_catalogue(law=self.law)
        self.workshop = anmeld.Workshop()

    def make(self, data: dict[str, object], now: datetime) -> anmeld.Case:
        """Make a case in memory; files of evidence are not read from anywhere."""
        return anmeld.make_case(
            anmeld.record_from_dict(data),
            now=now,
            law=self.law,
            catalogue=self.catalogue,
            workshop=self.workshop,
        )


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Service

    def do_POST(self) -> None:
        """Take a record at `/sag` and give its documents."""
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != "/sag" or not 0 < length <= MOST_BYTES:
            self.send_error(404 if self.path != "/sag" else 413)
            return
        try:
            data = json.loads(self.rfile.read(length))
            if not isinstance(data, dict):
                raise ValueError
        except ValueError:
            self.send_error(400)
            return
        self._answer(data)

    def _answer(self, data: dict[str, object]) -> None:
        try:
            case = self.server.make(data, datetime.now(DENMARK))
        except anmeld.AnmeldError as error:
            self._refuse(error.faults)
            return
        stopped = [fault for one in case.stopped for fault in one.error.faults]
        if stopped:
            self._refuse(stopped)
        else:
            self._send(200, "application/zip", as_zip(case))

    def _refuse(self, faults: Sequence[Fault]) -> None:
        told = [
            {"kode": one.code, "felt": one.where.key, "tekst": one.text("da")}
            for one in faults
        ]
        body = json.dumps({"fejl": told}, ensure_ascii=False).encode()
        self._send(422, "application/json; charset=utf-8", body)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: who asks for whose documents is nobody's business."""


def as_zip(case: anmeld.Case) -> bytes:
    """Pack a case: one folder for each reader, the same bytes for the same case."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for path, data in case.contents.items():
            file.writestr(zipfile.ZipInfo(f"{case.name}/{path}"), data)
    return packed.getvalue()


if __name__ == "__main__":
    Service(int(sys.argv[1])).serve_forever()
