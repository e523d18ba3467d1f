"""`python -m mars_adventure` is the installed command."""

import sys

from mars_adventure.cli import main

sys.exit(main())
