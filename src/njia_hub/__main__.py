"""`python -m njia_hub`: the command line."""

import sys

from njia_hub.cli import main

sys.exit(main())
