"""What goes before serving, in a process of its own: the one that watches stays small and knows no Django."""

from __future__ import annotations

import os
import subprocess
import sys

from njia.cli.failure import Failure
from njia.cli.progress import bar
from njia_hub import installation
from njia_hub.cli import opening

MIGRATE = "migrate"


def prepare(settings: str, *, may_migrate: bool) -> int:
    """Bring tables and files to this version, and have the doctor look; 0 when the hub can be served."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    program = "import sys; from njia_hub.cli.prepare import main; sys.exit(main())"
    command = [sys.executable, "-c", program, *([MIGRATE] if may_migrate else [])]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - ourselves


def main() -> int:
    """Do it, for the installation of NJIA_HOME; what stands in the way is one sentence."""
    try:
        with opening.told():
            _prepare()
    except Failure as failure:
        print(f"njia: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _prepare() -> None:
    import django

    from njia_hub.serving import preparing

    os.umask(0o077)
    home = installation.home()
    django.setup()
    try:
        for said in preparing.tables(home, may_migrate=MIGRATE in sys.argv[1:]):
            print(said, flush=True)
        preparing.check(home)
        with bar("Building the gazetteer, once") as progress:
            preparing.files(progress)
    except preparing.CannotServe as error:
        raise Failure(str(error)) from error
