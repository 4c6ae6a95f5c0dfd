"""Real release folders, made by the command line: what everybody gets, and the private list of figures."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from njia.cli import main
from njia.demo import kenya_2020

SECRET = "a secret of the attacks, of no network"
DAY = "2021-03-01"
LANGUAGES = {"kenya 2020": ("en",), "generated": ("en", "fr")}


@dataclass(frozen=True)
class Built:
    """A release's folder, and the list of its figures that stays inside."""

    folder: Path
    ledger: Path
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Input:
    """Routes and settings as a network has them, and a folder to work in."""

    routes: Path
    network: Path
    home: Path
    languages: tuple[str, ...] = ("en",)

    def release(self, name: str, policy: str, *more: str) -> Built:
        """Make a release with `njia release build`; it fails when that does."""
        folder, ledger = self.home / name, self.home / f"{name}.json"
        secret = self.home / "secret"
        secret.write_text(SECRET)
        given = ["--policy", policy, "--audience", "public", "--number", "1", "--title", "Routes as told"]
        given += ["--date", DAY, "--network", str(self.network), "--out", str(folder)]
        given += ["--secret-file", str(secret)] if policy == "strict" else []
        given += ["--ledger", str(ledger)] if policy != "open" else []
        assert main(["release", "build", str(self.routes), *given, *more]) == 0
        return Built(folder, ledger, self.languages)


def demonstration(home: Path) -> Input:
    """Give Kenya 2020."""
    files = kenya_2020()
    shutil.copytree(files.network.parent, home / "input")
    network = home / "input" / files.network.name
    return _settled(home, home / "input" / files.files[0].name, network, LANGUAGES["kenya 2020"])


def generated(home: Path, routes: int = 250, seed: int = 21) -> Input:
    """Give a generated spreadsheet of a network with hardly any settings, and reports in two languages."""
    file = home / "routes.csv"
    assert main(["synth", "--routes", str(routes), "--seed", str(seed), "--out", str(file)]) == 0
    network = home / "network.yaml"
    network.write_text("name: Example network\nfocus_country: KE\n", encoding="utf-8")
    return _settled(home, file, network, LANGUAGES["generated"])


def _settled(home: Path, routes: Path, network: Path, languages: tuple[str, ...]) -> Input:
    settings = yaml.safe_load(network.read_text(encoding="utf-8"))
    settings["languages"] = list(languages)
    network.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return Input(routes, network, home, languages)
