"""A Dask cluster as the executor: it schedules, and tries again what a worker lost."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from anmeld._i18n import msg
from anmeld.errors import Fault, StorageError, UsageError, Where

if TYPE_CHECKING:
    from distributed import Client

# A question to the scheduler that is not worth asking for every record.
_ASK_EVERY: Final = 64
_A_THREAD: Final = 2
_TIMEOUT: Final = "15s"


@dataclass(frozen=True, slots=True)
class Cluster:
    """What `generate_many` needs of a cluster.

    Attributes:
        executor: The cluster's executor.
        in_flight: How many records it is to be handed at a time, as it is now.
        attempts: How often we hand it a record: once, because it tries again itself
            when a worker dies (`distributed.scheduler.allowed-failures`).
    """

    executor: Executor
    in_flight: Callable[[], int]
    attempts: int = 1


@contextlib.contextmanager
def dask_cluster(address: str) -> Iterator[Cluster]:
    """Work with a Dask cluster.

    Args:
        address: The scheduler's address, such as `tcp://10.0.0.5:8786`, or `tls://`.

    Yields:
        The cluster.

    Raises:
        UsageError: `anmeld[dask]` is not installed, or the address makes no sense.
        StorageError: The scheduler does not answer.
    """
    with _connected(address) as client:
        # One record a task, and none taken for a repetition of another.
        executor = client.get_executor(pure=False)
        yield Cluster(executor, _Room(client))


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        problem = msg("needs a library that is not installed.")
        remedy = msg("Install anmeld[dask].")
        fault = Fault("no-dask", Where(key="--dask"), problem, remedy)
        raise UsageError(fault) from None
    # It tells of each connection that is lost; what it means for a record we say.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_TIMEOUT, set_as_default=False)
    except OSError:
        problem = msg("does not answer.")
        remedy = msg("Check the address, and that the scheduler runs.")
        where = Where(file=address)
        raise StorageError(Fault("no-cluster", where, problem, remedy)) from None
    except ValueError:
        problem = msg("is no address of a cluster.")
        remedy = msg(
            "An address looks like this: {example}.", example="tcp://vaert:8786"
        )
        where = Where(file=address)
        raise UsageError(Fault("bad-address", where, problem, remedy)) from None
    with client:
        yield client


class _Room:
    """How many records the cluster has room for; workers come and go."""

    def __init__(self, client: Client) -> None:
        self._client: Any = client
        self._found = 0
        self._left = 0

    def __call__(self) -> int:
        if self._left == 0:
            threads = sum(self._client.nthreads().values())
            self._found = max(1, threads) * _A_THREAD
            self._left = _ASK_EVERY
        self._left -= 1
        return self._found
