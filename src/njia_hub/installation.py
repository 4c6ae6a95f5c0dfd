"""One installation: its folder, its settings file, its secret and where its database is.

Everything of an installation lives in one folder: `hub.toml`, `secret.key`, `hub.sqlite3` and what is made
from them. `DATABASE_URL` puts the database on a PostgreSQL server instead.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

HOME = "NJIA_HOME"
DATABASE = "DATABASE_URL"
SETTINGS_FILE, SECRET_FILE, DATABASE_FILE = "hub.toml", "secret.key", "hub.sqlite3"
LEAST_SECRET_LENGTH = 50
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ZONES_OF_SYSTEM = Path("/usr/share/zoneinfo")


class NotInstalled(Exception):
    """A folder is no installation, or its settings cannot be used; the message says what to do."""


class Mail(BaseModel):
    """How to send e-mail; without a host, invitations are links that a coordinator hands over, and nobody is
    told by e-mail that a route was returned.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("", description="Name of the SMTP server; empty: no e-mail is sent.")
    port: int = Field(587, ge=1, le=65535, description="Its port.")
    user: str = Field("", description="Name to sign in with there.")
    password_file: str = Field("", description="File that holds the password and nothing else.")
    tls: bool = Field(True, description="Whether the connection is encrypted (STARTTLS).")
    sender: str = Field("", description="The address that e-mails come from.")


class Installation(BaseModel):
    """The settings of `hub.toml`; every one has a sensible default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Field(
        "https://localhost", description="Where people reach the hub, such as https://njia.example.org."
    )
    language: str = Field("en", description="Language for people who have not chosen one.")
    time_zone: str = Field(
        "UTC",
        description="Zone of the network, such as Africa/Nairobi: pages tell its time and count its days.",
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=5,
        description="How many proxies of your own stand in front; 0: X-Forwarded-For is ignored.",
    )
    second_factor_required: tuple[str, ...] = Field(
        ("coordinator",), description="Roles that cannot work without a second factor."
    )
    session_hours: int = Field(12, ge=1, le=720, description="Hours after which one has to sign in again.")
    largest_upload_mb: int = Field(20, ge=1, le=200, description="Largest file that can be uploaded.")
    mail: Mail = Mail()

    @field_validator("time_zone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        if not _is_known_zone(name):
            raise ValueError(
                "This machine knows no time zone of that name; names are such as Africa/Nairobi or UTC"
            )
        return name

    @property
    def host(self) -> str:
        """Give the name in the address, without its port."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_encrypted(self) -> bool:
        """Say whether people reach the hub over TLS."""
        return urlsplit(self.address).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Say whether only this machine can reach the hub."""
        return self.host in LOOPBACK


def _is_known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, no such name, a folder of zones
        return False
    # Where the system has zones of its own, Django takes no others.
    return not _ZONES_OF_SYSTEM.exists() or (_ZONES_OF_SYSTEM / name).is_file()


def home() -> Path:
    """Give the installation's folder: `NJIA_HOME`, else `njia` among the user's own data."""
    named = os.environ.get(HOME)
    if named:
        return Path(named).resolve()
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "njia" / "hub"


def load(folder: Path) -> Installation:
    """Read the settings; NotInstalled when they are missing or wrong."""
    file = folder / SETTINGS_FILE
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        return Installation.model_validate(raw)
    except FileNotFoundError as error:
        raise NotInstalled(f"There is no installation in {folder}. Make one with: njia init") from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotInstalled(f"{file}: cannot be read ({type(error).__name__}).") from error
    except tomllib.TOMLDecodeError as error:
        raise NotInstalled(f"{file}: not valid TOML: {error}.") from error
    except ValidationError as error:
        raise NotInstalled(f"{file}: {fault(error)}") from error


def fault(error: ValidationError) -> str:
    """Say in a sentence which setting is wrong, and how: the first one, without what stands there."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg'].removeprefix('Value error, ')}."


def secret(folder: Path) -> str:
    """Read the installation's secret; NotInstalled when it is missing or too short."""
    file = folder / SECRET_FILE
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotInstalled(f"{file}: the installation's secret cannot be read.") from error
    if len(text) < LEAST_SECRET_LENGTH:
        raise NotInstalled(
            f"{file}: the secret is too short. Keep a copy of the folder, then run: njia doctor"
        )
    return text


def database(folder: Path) -> dict[str, Any]:
    """Describe the database for Django: `DATABASE_URL`, else SQLite in the folder."""
    url = os.environ.get(DATABASE, "")
    return _postgresql(url) if url else _sqlite(folder / DATABASE_FILE)


def _sqlite(file: Path) -> dict[str, Any]:
    from njia_hub.storage.sqlite import on_connecting

    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # A transaction that will write takes its turn at the start, and waits for it.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": on_connecting()},
        "CONN_MAX_AGE": None,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise NotInstalled(f"{DATABASE} must be postgresql://user:password@host:port/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder is given as ?host=/folder.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_password(installation: Installation) -> str:
    """Read the password for the mail server; "" when none is set. NotInstalled when it cannot be read."""
    file = installation.mail.password_file
    try:
        return Path(file).read_text(encoding="utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise NotInstalled(f"mail.password_file cannot be read ({type(error).__name__}).") from error
