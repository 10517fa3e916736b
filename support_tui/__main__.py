"""`python -m support_tui`: the same as `support-tui`."""

import sys

from support_tui.cli import main

sys.exit(main())
