"""A web service: one record in as JSON, its documents out as a zip, nothing on disk.

    python examples/webtjeneste.py --port 8080
    curl --data-binary @sag.json http://127.0.0.1:8080/ --output dokumenter.zip

It listens on this machine alone. Whoever puts it on a network adds what a network
needs: encryption, a login, a log of who asked. A record from the web has no folder, so
it can name no files of evidence. A faulty record gives 422 and every fault with its
place; no answer and no log line repeats a value.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

import anmeld

LARGEST = 5_000_000  # bytes of one record
Clock = Callable[[], datetime]


def documents_of(body: bytes, now: datetime, workshop: anmeld.Workshop) -> bytes:
    """Make one record's documents in memory.

    Args:
        body: The record as JSON.
        now: The moment, with its zone.
        workshop: Holds the compiled templates for all requests.

    Returns:
        A zip with one folder a reader.

    Raises:
        AnmeldError: The record is faulty, or a document may not be given out.
    """
    record = anmeld.record_from_dict(json.loads(body))
    case = anmeld.make_case(record, now=now, workshop=workshop)
    for stopped in case.stopped:
        raise stopped.error
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in case.contents.items():
            archive.writestr(f"{case.name}/{path}", data)
    return out.getvalue()


def make_server(port: int, clock: Clock) -> ThreadingHTTPServer:
    """Make a server whose requests share the compiled templates.

    Args:
        port: The port; 0 for any that is free.
        clock: Gives the moment of a request, with its zone.

    Returns:
        The server, not yet serving.
    """
    workshop = anmeld.Workshop()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            if not 0 < length <= LARGEST:
                self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"", "text/plain")
                return
            try:
                data = documents_of(self.rfile.read(length), clock(), workshop)
            except json.JSONDecodeError:
                self._answer(HTTPStatus.BAD_REQUEST, b"JSON", "text/plain")
            except anmeld.AnmeldError as error:
                told = error.text("da").encode()
                kind = "text/plain; charset=utf-8"
                self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, told, kind)
            else:
                self._answer(HTTPStatus.OK, data, "application/zip")

        def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing: an address in a query could name a person."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8080)
    zone = ZoneInfo("Europe/Copenhagen")
    make_server(parser.parse_args().port, lambda: datetime.now(zone)).serve_forever()


if __name__ == "__main__":
    main()
