"""The demonstration: a hub on this machine with the Kenya 2020 collection and an account of every role."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from njia_hub.roles import Role

PASSWORD = "njia-demo-2020"  # noqa: S105 - printed with each start; the demonstration is on loopback only
KEYS = "NJIA_DEMO_KEYS"  # one key for each account, in this order: a link signs in once


@dataclass(frozen=True)
class Account:
    """Somebody to be in the demonstration."""

    role: Role
    name: str
    organisation: str = ""  # as the rows of Kenya 2020 name it
    number: int = 1  # among those of its role

    @property
    def label(self) -> str:
        """Say which it is: "data officer", "coordinator 2"."""
        return self.role.value.replace("_", " ") + (f" {self.number}" if self.number > 1 else "")

    @property
    def email(self) -> str:
        """Give the address to sign in with."""
        return f"{self.label.replace(' ', '-')}@example.org"


ACCOUNTS = (
    Account(Role.COORDINATOR, "Demo coordinator"),
    Account(Role.COORDINATOR, "Second demo coordinator", number=2),  # approves what the first prepares
    Account(Role.DATA_OFFICER, "Demo data officer", "Organisation 1"),
    Account(Role.REPORTER, "Demo reporter", "Organisation 1"),
    Account(Role.ANALYST, "Demo analyst"),
    Account(Role.PARTNER, "Demo partner"),
)


def new_keys() -> dict[str, Account]:
    """Make a key for each account, for this process and those that it starts."""
    keys = {secrets.token_urlsafe(18): account for account in ACCOUNTS}
    os.environ[KEYS] = " ".join(keys)
    return keys
