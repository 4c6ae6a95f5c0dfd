"""The worker: long work in a process of its own, one piece after the other, until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from types import FrameType

from njia_hub import installation
from njia_hub.processes import WORKER_LOCK, AlreadyRunning, Stopped, alone, end_with_parent

logger = logging.getLogger(__name__)

PARENT = "NJIA_PARENT"  # id of the process that started the worker, and with which it ends
LOOK_SECONDS = 0.5  # between two looks at what waits: one quick read
AFTER_FAILURE_SECONDS = 5.0


def work_until_stopped() -> None:
    """Do what waits, again and again; what the database refuses is tried again later."""
    from django.db import DatabaseError, close_old_connections

    from njia_hub.work import jobs

    begun = False
    while True:
        try:
            if not begun:
                jobs.begin_again()
                begun = True
            wait = 0.0 if jobs.run_pending(most=1) else LOOK_SECONDS
        except DatabaseError as error:
            logger.warning("the worker waits for the database: %s", type(error).__name__)
            begun, wait = False, AFTER_FAILURE_SECONDS
        close_old_connections()
        time.sleep(wait)


def main() -> int:
    """Work for the installation of NJIA_HOME; 1 when another worker does already."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "njia_hub.settings")
    if PARENT in os.environ:
        end_with_parent(int(os.environ[PARENT]))

    def stop(number: int, frame: FrameType | None) -> None:
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, signal.SIG_IGN)
        raise Stopped

    try:
        with alone(installation.home() / WORKER_LOCK):
            django.setup()
            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGINT, stop)
            work_until_stopped()
    except AlreadyRunning:
        logger.warning("a worker of this installation runs already")
        return 1
    except Stopped:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
