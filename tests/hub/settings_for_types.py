"""The hub's settings with an installation behind them, for the type checker, which reads the models."""

from tests.hub.installation import make

make()
from njia_hub.settings import *  # noqa: E402, F403
