"""Fill the demonstration's hub; `njia demo` runs it for a folder that was just made."""

import os

import django

from njia.cli.progress import bar
from njia_hub import installing

os.umask(0o077)
django.setup()

from njia_hub.demo.seeding import seed  # noqa: E402 - needs Django to be set up

with bar("Making the demonstration") as progress:
    installing.migrate()
    seed(progress)
