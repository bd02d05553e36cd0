"""bulletinc with a disk that refuses what is written, while a file says so.

``python -m tests.support.failing_disk FILE serve …``: as long as FILE holds the name of an error
(``ENOSPC``), no file is made below its folder.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

_opened = os.open


def _refusing(control: Path) -> Any:
    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(os.fsdecode(path)).is_relative_to(control.parent):
            name = control.read_text(encoding="ascii") if control.exists() else ""
            if name:
                number = getattr(errno, name)
                raise OSError(number, os.strerror(number))
        return _opened(path, flags, *more, **named)

    return opened


def main() -> None:
    """Run the command line that follows the control file."""
    control = Path(sys.argv.pop(1))
    os.open = _refusing(control)
    from bulletinc.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
