"""The connection to a scheduler: found within its time, or told."""

from __future__ import annotations

import json
import os
import queue
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bulletinc import files
from bulletinc.batch.scheduler import TLS, Scheduler
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_S = 10.0  # to find the scheduler, and for it to answer
_MARGIN_S = 2.0  # for Dask to tell by itself that the time is over
_CLOSE_S = 0.5  # to end in good order
_LOGS = ("distributed", "distributed.client", "distributed.core", "tornado", "asyncio")

_Result = TypeVar("_Result")


@contextmanager
def connected(scheduler: Scheduler) -> Iterator[Client]:
    """Connect to a scheduler.

    Dask logs nothing meanwhile: what there is to say is said in our words.

    Raises BulletinError where none can be reached.
    """
    distributed = _distributed()
    _check_certificates(scheduler)
    where = _where(distributed, scheduler)

    def connect() -> Client:
        return distributed.Client(
            **where, timeout=_CONNECT_S, set_as_default=False, name="bulletinc"
        )

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large messages, such as a theme with its fonts
        try:
            client = within(_CONNECT_S + _MARGIN_S, connect)
        except Exception as error:  # whatever comes from what listens there
            raise _unreachable(scheduler.address, _why_not(error)) from None
        try:
            yield client
        finally:
            with suppress(Exception):
                within(_CLOSE_S + _MARGIN_S, lambda: client.close(timeout=_CLOSE_S))


def within(seconds: float, call: Callable[[], _Result]) -> _Result:
    """Return the result of a call that may wait for ever for somebody else. Raises TimeoutError."""
    results: queue.SimpleQueue[tuple[_Result | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            results.put((call(), None))
        except BaseException as error:  # raised again by who waits
            results.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = results.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(
            _("no answer after {count} seconds").format(count=f"{seconds:g}")
        ) from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # there was no error


def reason_of(error: Exception) -> str:
    """An error on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _unreachable(address: str, why: str) -> BulletinError:
    return BulletinError(
        _("{address}: cannot reach a Dask scheduler there ({reason}).").format(
            address=address, reason=why
        ),
        _(
            "Check that it runs, and give the address that it shows when it starts, "
            "such as tcp://10.0.0.5:8786."
        ),
    )


def _why_not(error: Exception) -> str:
    """Why there is no connection; what the system says is passed on."""
    if isinstance(error, OSError):
        return reason_of(error)
    return _("what is there is no scheduler, or one of another version")


def _distributed() -> Any:
    try:
        import dask.config

        with dask.config.set({"logging": dict.fromkeys(_LOGS, "critical")}):
            import distributed
    except ImportError:
        raise BulletinError(
            _("--scheduler needs Dask, which is not installed."),
            _('Install it: pip install "bulletinc[dask]"'),
        ) from None
    return distributed


def _where(distributed: Any, scheduler: Scheduler) -> dict[str, Any]:
    """How Dask is told of a scheduler.

    Raises BulletinError for a file that is missing, or is none that a scheduler wrote.
    """
    address = scheduler.address
    if address.endswith(".json") or os.path.exists(address):
        address = _address_in(Path(address))
    where: dict[str, Any] = {"address": address}
    if scheduler.ca is None and scheduler.certificate is None and scheduler.key is None:
        return where  # Dask's own configuration may have certificates
    for path in (scheduler.ca, scheduler.certificate, scheduler.key):
        if path is not None:
            files.read(path)  # tells better than Dask does
    security = distributed.Security(
        require_encryption=True,
        tls_ca_file=_text(scheduler.ca),
        tls_client_cert=_text(scheduler.certificate),
        tls_client_key=_text(scheduler.key),
    )
    return {**where, "security": security}


def _address_in(file: Path) -> str:
    with suppress(ValueError, RecursionError):
        found = json.loads(files.read(file))
        if isinstance(found, dict) and isinstance(found.get("address"), str):
            address: str = found["address"]
            return address
    raise _unreachable(str(file), _("this file names no scheduler"))


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _check_certificates(scheduler: Scheduler) -> None:
    """Raise BulletinError for certificates without an encrypted address, or only some of them."""
    given = [scheduler.ca, scheduler.certificate, scheduler.key]
    if not any(given):
        return
    if not all(given):
        raise BulletinError(
            _("Of --tls-ca, --tls-cert and --tls-key, some are missing."),
            _("Give all three: the authority's certificate, and this machine's own with its key."),
        )
    if not scheduler.address.startswith(TLS) and not os.path.isfile(scheduler.address):
        raise BulletinError(
            _("{address}: certificates are given, but this address is not encrypted.").format(
                address=scheduler.address
            ),
            _("Start the scheduler with TLS, and give its address with tls://."),
        )
