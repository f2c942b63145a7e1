"""`python -m portal.cli`: the `putright` command."""

import sys

from portal.cli import main

sys.exit(main())
