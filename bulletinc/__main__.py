"""``python -m bulletinc``: the same as the program ``bulletinc``."""

import sys

from bulletinc.cli import main

sys.exit(main())
