import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from njia.network import Network, load
from njia_hub.cli import parser

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
COMMANDS = next(action for action in parser()._actions if action.dest == "command").choices
COMMAND = re.compile(rf"^\s*(?:\d+\. )?(njia (?:{'|'.join(COMMANDS)})\b[^\n#]*)", re.MULTILINE)


def reference():
    folder = str(ROOT / "tools")
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module


def settings_in(page: Path) -> list[str]:
    return re.findall(r"^ *```yaml\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_reference_is_fresh():
    assert reference().stale(DOCS / "reference") == []


def test_a_page_that_was_changed_by_hand_is_called_stale(tmp_path):
    tool = reference()
    for name, text in tool.pages().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert tool.stale(tmp_path) == []
    (tmp_path / "cli.md").write_text("changed", encoding="utf-8")
    (tmp_path / "left-over.md").write_text("no longer made", encoding="utf-8")
    (tmp_path / "problems.md").unlink()
    assert tool.stale(tmp_path) == ["cli.md", "left-over.md", "problems.md"]


def test_the_check_runs_as_a_command_and_says_so_with_its_exit_code():
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "reference.py"), "--check"], check=False)
    assert done.returncode == 0


def test_every_command_has_its_section():
    text = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## `njia (.*)`$", text, re.MULTILINE)
    assert [title for title in titles if " " not in title] == list(COMMANDS)
    inner = next(action for action in COMMANDS["release"]._actions if action.dest == "what").choices
    assert [title for title in titles if " " in title] == [f"release {name}" for name in inner]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        reached = (page.parent / file).resolve() if file else page
        assert reached.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", reached.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, target


def test_the_settings_in_the_pages_can_be_loaded(tmp_path):
    found = [text for page in PAGES for text in settings_in(page)]
    assert len(found) >= 2
    for text in found:
        file = tmp_path / "network.yaml"
        indent = len(text) - len(text.lstrip(" "))
        file.write_text("\n".join(line[indent:] for line in text.splitlines()), encoding="utf-8")
        assert load(file) != Network()


def test_the_full_example_of_settings_shows_every_setting():
    (text,) = settings_in(DOCS / "how-to" / "settings.md")
    shown = set(re.findall(r"^ *([a-z_]+):", text, re.MULTILINE))
    wanted = set(Network.model_fields)
    assert wanted - shown == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_in_the_pages_can_be_given(page):
    if page.parent.name == "reference":
        return
    for line in COMMAND.findall(page.read_text(encoding="utf-8")):
        given = shlex.split(line)[1:]
        assert parser().parse_args(given).command == given[0]


def test_the_glossary_is_in_order_and_says_each_word_once():
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    words = [word.lower() for word in re.findall(r"^\| \*\*(.+?)\*\*", text, re.MULTILINE)]
    assert words == sorted(set(words))
    assert len(words) > 40
