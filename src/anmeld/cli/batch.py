"""Many records at the command line: progress, faults as they come, and how it ended."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from anmeld._i18n import msg
from anmeld.cli.order import Order
from anmeld.cli.progress import Progress
from anmeld.cli.screen import Screen
from anmeld.cli.telling import Teller
from anmeld.errors import AnmeldError

if TYPE_CHECKING:
    from anmeld.batch import Outcome
    from anmeld.cli.setting import Setting

# Fewer than this are made in this process sooner than others have started.
_FEW: Final = 20


def run_batch(screen: Screen, order: Order, setting: Setting) -> None:
    """Make the cases of many records, and end with the code that says how it went.

    Args:
        screen: Where it is told.
        order: What was asked for.
        setting: The house's own folders, read.

    Raises:
        click.exceptions.Exit: 1, 3 or 130.
        AnmeldError: What stopped the run as a whole.
    """
    moment = _moment(order)
    teller = Teller(screen, order, moment)
    teller.begin()
    with _Interrupts(screen) as interrupts, Progress(order.total) as progress:
        try:
            for outcome in _outcomes(order, setting, moment, interrupts):
                teller.tell(outcome, progress)
        except KeyboardInterrupt:
            interrupts.is_asked = True
    if not order.dry_run:
        _report(screen, order)
    teller.finish(is_interrupted=interrupts.is_asked)


def _report(screen: Screen, order: Order) -> None:
    """Write the report; that it cannot be written does not undo the cases."""
    from anmeld.batch.objects import ObjectStore
    from anmeld.batch.stores import is_url
    from anmeld.report import write_reports

    out, folder = order.out, Path(order.run_folder or order.out)
    try:
        into = folder if is_url(out) else Path(out)
        files = write_reports(into, now=order.today, run_folder=folder)
        if is_url(out):
            store = ObjectStore(out)
            for file in files:
                store.put(file.name, file.read_bytes())
    except AnmeldError as error:
        screen.say(error.text(screen.language), err=True, fg="red")


def _outcomes(
    order: Order, setting: Setting, moment: datetime, interrupts: _Interrupts
) -> Iterator[Outcome]:
    from anmeld.batch import generate_many
    from anmeld.batch.cluster import dask_cluster

    with contextlib.ExitStack() as held:
        more: dict[str, Any] = {"workers": _workers(order)}
        if order.dask is not None:
            cluster = held.enter_context(dask_cluster(order.dask))
            more = {
                "executor": cluster.executor,
                "in_flight": cluster.in_flight,
                "attempts": cluster.attempts,
            }
        outcomes = generate_many(
            order.sources,
            now=moment,
            out=order.out,
            run_folder=order.run_folder,
            templates=order.templates,
            formats=order.formats or None,
            documents=order.wanted or None,
            organisation=setting.organisation,
            with_bilag=order.with_bilag,
            dry_run=order.dry_run,
            only=order.only,
            limit=order.limit,
            stop_on_error=order.stop_on_error,
            should_stop=lambda: interrupts.is_asked,
            stdin=sys.stdin.buffer,
            base=order.bilag_folder,
            columns=order.columns,
            counted=order.total.take,
            **more,
        )
        with contextlib.closing(outcomes):
            yield from outcomes


def _workers(order: Order) -> int | None:
    counts = [count for count in (order.most, order.limit) if count is not None]
    is_short = bool(counts) and min(counts) < _FEW
    return 0 if order.workers is None and is_short else order.workers


def _moment(order: Order) -> datetime:
    """The run's moment is fixed by its first part, unless a person gives another."""
    from anmeld.batch import run_moment

    folder = order.run_folder or order.out
    if order.is_today_given or "://" in str(folder):
        return order.today
    return run_moment(folder) or order.today


class _Interrupts:
    """Ctrl-C once finishes what is under way; twice drops it."""

    _KINDS: Final = (signal.SIGINT, signal.SIGTERM)

    def __init__(self, screen: Screen) -> None:
        self.is_asked = False
        self._screen = screen
        self._before: list[Any] = []

    def __enter__(self) -> _Interrupts:
        self._before = [signal.signal(kind, self._ask) for kind in self._KINDS]
        return self

    def __exit__(self, *_: object) -> None:
        for kind, handler in zip(self._KINDS, self._before, strict=True):
            signal.signal(kind, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
        self._screen.say(
            msg("Finishing the cases that are under way; Ctrl-C again drops them."),
            err=True,
        )
