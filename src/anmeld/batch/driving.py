"""Records go to workers, a bounded number at a time, and come back as they are done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import Final, Literal

from anmeld._i18n import msg
from anmeld.batch.crews import Crew
from anmeld.batch.entry import Entry, Stand, fault_data
from anmeld.batch.job import Made, Task
from anmeld.batch.outcome import Outcome
from anmeld.casefile.safe_names import safe_name
from anmeld.errors import AnmeldError, Fault, StorageError, Where

# How soon a wish to stop is noticed while nothing comes back, in seconds.
_GLANCE: Final = 0.2
Came = Made | Outcome
_Lost = Literal["lost", "broken"]


class Drive:
    """One run over many records.

    Args:
        crew: Who does the work.
        keep: Is told what became of a record before anybody else is; also of those
            that were under way when the caller stopped listening.
        should_stop: Asked again and again; when it says yes, no more is begun, and
            what has begun is finished.
    """

    def __init__(
        self,
        crew: Crew,
        keep: Callable[[Made], None],
        should_stop: Callable[[], bool],
    ) -> None:
        self._crew = crew
        self._keep = keep
        self._should_stop = should_stop
        self._flying: dict[Future[Made], tuple[Task, int]] = {}
        self._suspects: list[Task] = []
        self._has_worked = False

    def run(self, items: Iterator[Task | Outcome]) -> Iterator[Came]:
        """Have records made.

        Args:
            items: Records to be made, and outcomes that need no making, which are
                handed on in their place.

        Yields:
            What became of each, as they come.

        Raises:
            StorageError: Something that every other record would meet too.
        """
        at_once = True
        try:
            yield from self._run(items)
            at_once = False
        except (AnmeldError, GeneratorExit):
            at_once = False
            raise
        finally:
            self._wind_up(at_once=at_once)

    def _run(self, items: Iterator[Task | Outcome]) -> Iterator[Came]:
        is_more = True
        while is_more or self._flying or self._suspects:
            if self._suspects:
                yield from self._again()
            if is_more:
                is_more = yield from self._fill(items)
            if self._should_stop():
                is_more = False
                self._drop()
            if self._flying:
                yield from self._collect()

    def _fill(self, items: Iterator[Task | Outcome]) -> Generator[Outcome, None, bool]:
        """Hand records over as long as there is room; tell whether more may come."""
        while self._has_room():
            item = next(items, None)
            if item is None:
                return False
            if isinstance(item, Outcome):
                yield item
            else:
                self._begin(item)
        return True

    def _drop(self) -> None:
        """Drop what no worker has begun.

        It is not waited for: an executor that is shut down meanwhile never tells of it.
        """
        for future in [future for future in self._flying if future.cancel()]:
            del self._flying[future]

    def _has_room(self) -> bool:
        if self._suspects or self._should_stop():
            return False
        return len(self._flying) < self._crew.capacity()

    def _begin(self, task: Task, attempt: int = 1) -> bool:
        try:
            self._flying[self._crew.submit(task)] = task, attempt
        except BrokenExecutor:
            self._suspects.append(task)
            return False
        return True

    def _collect(self) -> Iterator[Made]:
        done, _ = wait(self._flying, _GLANCE, FIRST_COMPLETED)
        while done:
            future = done.pop()
            came = self._result(future)
            task, attempt = self._flying.pop(future)
            if isinstance(came, Made):
                yield came
            elif came == "broken":
                # One worker has died and its fellows are ended with it; nobody can
                # tell whose record it was.
                self._suspects.append(task)
                done |= wait(self._flying).done
            elif came == "lost" and attempt < self._crew.attempts:
                self._begin(task, attempt + 1)
            elif came == "lost":
                yield self._lost(task)

    def _again(self) -> Iterator[Made]:
        """Try again what was under way when a worker died, one record at a time."""
        while self._flying:
            yield from self._collect()
        if not self._crew.renew():
            problem = msg("The workers have died.")
            remedy = msg(
                "Start new ones and run again; what is finished is not redone."
            )
            raise StorageError(Fault("workers-lost", Where(), problem, remedy))
        suspects, self._suspects = self._suspects, []
        for task in suspects:
            if self._should_stop():
                return
            if (came := self._alone(task)) is not None:
                yield came

    def _alone(self, task: Task) -> Made | None:
        came: Made | _Lost | None = "broken"
        if self._begin(task, self._crew.attempts):
            (future,) = self._flying
            while not wait([future], _GLANCE).done:
                pass
            came = self._result(future)
            self._flying.clear()
        self._suspects.clear()
        if isinstance(came, Made) or came is None:
            return came
        self._crew.renew()
        if not self._has_worked and not self._crew.lives():
            raise StorageError(_no_worker_lives())
        self._has_worked = True
        return self._lost(task)

    def _result(self, future: Future[Made]) -> Made | _Lost | None:
        if future.cancelled() and self._should_stop():
            return None
        try:
            made = future.result()
        except BrokenExecutor:
            return "broken"
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001 - `work` raises nothing of its own
            return "lost"
        if made.is_fatal:
            raise StorageError(*made.faults)
        self._has_worked = True
        self._keep(made)
        return made

    def _lost(self, task: Task) -> Made:
        number = task.record.sag.nummer
        problem = msg("The worker that made this case died, each time it was tried.")
        remedy = msg(
            "It may be too large for the memory; run again with fewer workers."
        )
        fault = Fault("worker-lost", Where(file=task.origin), problem, remedy)
        told = (fault_data(fault),)
        entry = Entry(Stand.FEJLET, task.origin, number, safe_name(number), fejl=told)
        made = Made(entry, None, (fault,))
        self._keep(made)
        return made

    def _wind_up(self, *, at_once: bool) -> None:
        """Drop what has not begun, and finish the rest, unless all must go at once."""
        self._drop()
        self._crew.close(at_once=at_once)
        if not at_once:
            wait(self._flying)
        for future in [future for future in self._flying if future.done()]:
            made = None if future.cancelled() or future.exception() else future.result()
            if made is not None and not made.is_fatal:
                self._keep(made)
        self._flying.clear()


def _no_worker_lives() -> Fault:
    problem = msg("No worker process stays alive: each dies before it has made a case.")
    remedy = msg(
        "See above what they died of; `--workers 0` works without them. In a program "
        'of your own, put what is to be done under `if __name__ == "__main__":`.'
    )
    return Fault("workers-lost", Where(), problem, remedy)
