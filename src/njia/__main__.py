"""`python -m njia` is `njia`."""

import sys

from njia.cli import main

sys.exit(main())
