"""How the hub is reached: its address, the proxies in front of it, its mail."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path

from njia_hub import installation
from njia_hub.doctor.finding import Finding, broken, fine, weak


def address(home: Path) -> Iterator[Finding]:
    """Look at the address that people use."""
    set_ = installation.load(home)
    if not set_.host:
        yield broken("address", f"{set_.address!r} is no address.", 'Set address = "https://…" in hub.toml.')
    elif set_.is_local:
        yield weak(
            "address",
            f"{set_.address} can only be reached from this machine.",
            "For others set address in hub.toml to the name that they will use, with https.",
        )
    elif not set_.is_encrypted:
        yield broken(
            "address",
            f"{set_.address} is not encrypted: passwords and routes could be read on the way.",
            "Put a proxy with a certificate in front and set address to https://…: docs/how-to/run-a-hub.md.",
        )
    else:
        yield fine("address", f"People reach the hub at {set_.address}.")


def mail(home: Path) -> Iterator[Finding]:
    """Look at whether e-mail is set up."""
    set_ = installation.load(home).mail
    if not set_.host:
        yield fine("mail", "No e-mail is sent; a coordinator hands invitations over as links.")
    elif not set_.tls and set_.host not in installation.LOOPBACK:
        yield weak("mail", "E-mail is sent without encryption.", "Set mail.tls = true in hub.toml.")
    elif not set_.sender:
        yield weak("mail", "E-mail has no sender.", "Set mail.sender in hub.toml.")


def mail_server(home: Path) -> Iterator[Finding]:
    """Look at whether the mail server answers and lets the hub in; nothing is sent."""
    set_ = installation.load(home).mail
    if not set_.host:
        return
    try:
        with smtplib.SMTP(set_.host, set_.port, timeout=10) as server:
            if set_.tls:
                server.starttls()
            if set_.user:
                server.login(set_.user, installation.mail_password(installation.load(home)))
    except (OSError, smtplib.SMTPException) as error:
        yield weak(
            "mail",
            f"The mail server does not let the hub in ({type(error).__name__}).",
            "Look at [mail] in hub.toml: host, port, tls, user, password_file.",
        )
    else:
        yield fine("mail", "The mail server answers.")


CHECKS = (address, mail)
SLOW = (mail_server,)
