"""Python imports this at start when its folder is on PYTHONPATH: what a test starts is held too."""

import no_calls

no_calls.install()
