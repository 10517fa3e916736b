"""`python -m server`: the same as `support-server`."""

import sys

from .cli import main

sys.exit(main())
