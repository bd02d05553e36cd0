"""Watch over a run of LibreOffice: a program of its own, with Python's standard library only.

It is called with a folder, a number of seconds and a command. The command is killed with all that
it started, and the folder deleted, when standard input ends: then whoever asked has died. When
the time is over only the command is killed. Exit status 0: it ended by itself; 1: it did not.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading


def main(folder: str, timeout: str, *command: str) -> int:
    """Run the command, and return the exit status."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    orphaned = threading.Event()
    follower = threading.Thread(target=_follow_caller, args=(process, folder, orphaned))
    follower.daemon = True
    follower.start()
    try:
        process.wait(float(timeout))
    except subprocess.TimeoutExpired:
        return 1
    finally:
        _kill(process)
        if orphaned.is_set():
            follower.join()  # which is deleting the folder
    return 0


def _follow_caller(
    process: subprocess.Popen[bytes], folder: str, orphaned: threading.Event
) -> None:
    """Wait until standard input ends, then leave nothing behind."""
    # No reader with a lock, which a thread that never ends would hold when the program ends.
    while os.read(0, 1024):
        pass
    orphaned.set()
    _kill(process)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(end, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # its group outlives it
    process.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
