"""Who reads which release: everybody the public ones, the network its own, partners what is made for them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as hub_settings
from django.utils import timezone
from tests.hub.canaries import write_files
from tests.hub.conftest import Hub, person
from tests.hub.walking import over_tls

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.people import changing, inviting
from njia_hub.releases import inviting_readers, reading, withdrawing
from njia_hub.releases.headlines import headlines
from njia_hub.releases.models import Access, Release

CANARY = "CANARY-IN-A-RELEASE"


@pytest.fixture
def release(hub: Hub) -> Any:
    """Give a function that makes a published release for an audience, with a canary in it."""

    def make(audience: str, number: int = 1) -> Release:
        with action("test.release", SYSTEM):
            made = Release.objects.create(
                number=number, state="published", title=CANARY, audience=audience, policy="guarded",
                prepared_by=hub.carol, hash="a" * 64, headlines=[["submissions", 40], ["cases_best", None]],
                tags=["coast"], related=["Somebody, A study, 2019"],
            )  # fmt: skip
            made.collections.add(hub.collection)
            write_files(made, CANARY)
            made.save()
        return made

    return make


PAGES = ("/releases/1/", "/releases/1/files/index.html", "/releases/1/files/tables/overview.csv")


def statuses(client: Any) -> set[int]:
    answers = [client.get(path) for path in PAGES]
    leaked = [one for one in answers if one.status_code != 200 and CANARY in one.content.decode()]
    assert leaked == []
    listed = CANARY in client.get("/releases/").content.decode()
    assert listed == (answers[0].status_code == 200)
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        ("public", {"nobody", "alice", "dan", "anna", "carol", "pat"}),
        ("network", {"alice", "dan", "anna", "carol"}),
        *((partner, {"carol"}) for partner in ("government", "bank", "airline", "donor")),
    ],
)
def test_each_audience_and_nobody_else(
    hub: Hub, release: Any, signed_in: Any, audience: str, who: set[str]
) -> None:
    release(audience)
    for name in ("nobody", "alice", "dan", "anna", "carol", "pat"):
        client = over_tls() if name == "nobody" else signed_in(getattr(hub, name))
        assert statuses(client) == ({200} if name in who else {404}), name


def test_a_partner_reads_what_they_are_invited_to_until_it_ends(
    hub: Hub, release: Any, signed_in: Any
) -> None:
    banks = release("bank")
    with action("test.prepare", SYSTEM):
        other = person("otto", "partner")
    access = inviting_readers.give(hub.carol, banks, hub.pat)
    pat, otto = signed_in(hub.pat), signed_in(other)
    assert (statuses(pat), statuses(otto)) == ({200}, {404})
    assert "CANARY" not in otto.get("/", follow=True).content.decode()
    inviting_readers.end(hub.carol, access)
    assert statuses(pat) == {404}  # at once, in the same session


def test_a_link_makes_an_account_that_reads_this_release_alone(
    hub: Hub, release: Any, signed_in: Any
) -> None:
    first, second, _third = release("bank"), release("donor", 2), release("bank", 3)
    inviting_readers.invite(hub.carol, first, "desk@bank.example", "The desk")
    _invitation, secret = inviting_readers.invite(hub.carol, second, "Desk@bank.example", "The desk")
    made = inviting.accept(secret, "The desk", "a long enough pass phrase")
    assert made.role == "partner"
    assert [one.number for one in reading.visible(made)] == [2, 1]
    assert [one.reader for one in reading.readers(first)] == [made]


@pytest.mark.parametrize("lost", ["account", "role"])
def test_coming_back_does_not_bring_the_right_back(hub: Hub, release: Any, lost: str) -> None:
    inviting_readers.give(hub.carol, release("bank"), hub.pat)
    if lost == "account":
        changing.deactivate(hub.carol, hub.pat)
        assert not reading.visible(hub.pat).exists()
        changing.reactivate(hub.carol, hub.pat)
    else:
        changing.change(hub.carol, hub.pat, "analyst", None)
        assert not reading.visible(hub.pat).exists()
        changing.change(hub.carol, hub.pat, "partner", None)
    hub.pat.refresh_from_db()
    assert not reading.visible(hub.pat).exists()
    assert not reading.readers(Release.objects.get()).exists()


def test_a_link_that_is_ended_lets_nobody_in(hub: Hub, release: Any) -> None:
    _made, secret = inviting_readers.invite(hub.carol, release("bank"), "desk@bank.example", "The desk")
    inviting_readers.end(hub.carol, Access.objects.get())
    from njia_hub.people.links import NotOpen

    with pytest.raises(NotOpen):
        inviting.accept(secret, "The desk", "a long enough pass phrase")


def test_a_coordinator_without_a_second_factor_is_as_anybody(
    hub: Hub, release: Any, signed_in: Any, settings: Any
) -> None:
    release("network")
    required = {"second_factor_required": ("coordinator",)}
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update=required)
    assert statuses(signed_in(hub.carol)) == {404}


@pytest.mark.parametrize(
    "name",
    ["../../hub.toml", "../../secret.key", "..%2f..%2fsecret.key", "%2e%2e/2/index.html", "/etc/passwd",
     "tables/../../../secret.key", "tables//overview.csv", "tables", "", "index.html%00", "nothing.csv",
     "C:\\secret.key", "manifest.json/", "release.json"],
)  # fmt: skip
def test_nothing_is_given_but_the_files_of_the_release(release: Any, name: str) -> None:
    release("public")
    answer = over_tls().get(f"/releases/1/files/{name}")
    assert answer.status_code in (400, 404)
    assert hub_settings.SECRET_KEY not in answer.content.decode()


def test_a_link_in_the_folder_leads_nowhere(release: Any, caplog: pytest.LogCaptureFixture) -> None:
    made = release("public")
    file = reading.folder(made) / "index.html"
    file.unlink()
    file.symlink_to(Path(hub_settings.HOME) / "secret.key")
    assert over_tls().get(PAGES[1]).status_code == 404


def test_what_was_changed_on_the_disk_is_not_given(release: Any, caplog: pytest.LogCaptureFixture) -> None:
    made = release("public")
    (reading.folder(made) / "tables" / "overview.csv").write_text("figure,value\nforged,1\n")
    with caplog.at_level(logging.ERROR):
        assert over_tls().get(PAGES[2]).status_code == 404
    assert "not what was published" in caplog.text


def test_data_is_saved_and_pages_are_shown_in_a_box_of_their_own(release: Any) -> None:
    release("public")
    table, page = (over_tls().get(path) for path in (PAGES[2], PAGES[1]))
    assert table.headers["Content-Disposition"] == 'attachment; filename="njia-release-1-overview.csv"'
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "Content-Disposition" not in page.headers
    for answer in (table, page):
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "allow-same-origin" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_cache_asks_again_and_learns_at_once_that_it_was_withdrawn(hub: Hub, release: Any) -> None:
    made, reader = release("public"), over_tls()
    first = reader.get(PAGES[1])
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    assert tag == f'"{made.files["index.html"]["sha256"]}"'  # of what is published, and of nothing else
    again = reader.get(PAGES[1], headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    withdrawing.withdraw(hub.carol, made, "A figure was wrong.")
    assert reader.get(PAGES[1], headers={"if-none-match": tag}).status_code == 404
    said = reader.get(PAGES[0]).content.decode()
    assert "A figure was wrong." in said
    assert said.count(f"Withdrawn on {timezone.localdate()}.") == 2  # as a citation says, and BibTeX
    assert "/files/" not in said


def test_the_map_can_be_shown_by_other_sites_and_nothing_else(hub: Hub, release: Any, signed_in: Any) -> None:
    release("public")
    for client in (over_tls(), signed_in(hub.carol)):
        answer = client.get("/releases/1/embed")
        assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")
        assert "X-Frame-Options" not in answer.headers
        assert not answer.cookies
        assert "Carol" not in answer.content.decode()
        for path in ("/releases/", *PAGES):
            other = client.get(path)
            assert other.headers["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize("audience", ["network", "bank"])
def test_no_other_site_shows_what_is_not_public_to_whoever_is_signed_in(
    hub: Hub, release: Any, signed_in: Any, audience: str
) -> None:
    release(audience)
    answer = signed_in(hub.carol).get("/releases/1/embed")
    assert answer.status_code == 404
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_page_says_what_is_needed_to_cite_it(release: Any) -> None:
    made = release("public")
    said = over_tls().get(PAGES[0]).content.decode()
    frame = "&lt;iframe src=&quot;https://hub.test/releases/1/embed&quot;"
    cited = ("https://hub.test/releases/1/", "@misc{njia-release-1", made.hash)
    for words in (*cited, frame, "not shown", "40", "coast", "A study"):
        assert words in said, words


def test_what_a_partner_takes_away_is_an_event(hub: Hub, release: Any, signed_in: Any) -> None:
    inviting_readers.give(hub.carol, release("bank"), hub.pat)
    signed_in(hub.pat).get(PAGES[2])
    taken = Event.objects.get(verb="release.fetch")
    assert taken.actor == hub.pat.actor
    assert "overview" not in taken.details


@pytest.mark.parametrize("audience", ["network", "government", "bank", "airline", "donor"])
def test_no_way_of_asking_tells_a_partner_of_what_is_not_theirs(
    hub: Hub, release: Any, signed_in: Any, audience: str
) -> None:
    theirs, others = release("bank", 2), release(audience)
    inviting_readers.give(hub.carol, theirs, hub.pat)
    pat, nobody = signed_in(hub.pat), over_tls()
    tags = [f'"{one["sha256"]}"' for one in others.files.values()]
    asked: tuple[dict[str, str], ...] = (
        {}, {"if-none-match": ", ".join(tags)}, {"if-none-match": "*"}, {"range": "bytes=0-10"},
        {"if-modified-since": "Sun, 22 Nov 2099 00:00:00 GMT"}, {"if-range": tags[0], "range": "bytes=0-0"},
    )  # fmt: skip
    absent = {who: who.get("/releases/99/").content for who in (pat, nobody)}
    for who in (pat, nobody):
        for path in (*PAGES, "/releases/1/embed", "/releases/1/files/none.csv"):
            for method in ("get", "head"):
                for headers in asked:
                    answer = getattr(who, method)(path, headers=headers)
                    assert answer.status_code == 404, (path, method, headers)
                    assert "ETag" not in answer.headers
                    assert answer.headers["Cache-Control"] == "no-store"
                    if method == "get":
                        assert len(answer.content) == pytest.approx(len(absent[who]), abs=80)
    assert pat.get("/releases/2/").status_code == 200
    for path in ("verify", "withdraw", "readers/give", "readers/invite", "readers/1/end"):
        assert pat.post(f"/releases/2/{path}", {"reason": "Mine"}).status_code == 403
    theirs.refresh_from_db()
    assert theirs.state == "published"


@pytest.mark.parametrize("headers", [{"range": "bytes=0-3"}, {"if-none-match": "*"}])
def test_what_one_may_read_is_given_whole(release: Any, headers: dict[str, str]) -> None:
    release("public")
    whole = over_tls().get(PAGES[2])
    answer = over_tls().get(PAGES[2], headers=headers)
    assert (answer.status_code, answer.content) == (200, whole.content)
    head = over_tls().head(PAGES[2])
    assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"])


def test_who_is_signed_in_leaves_nothing_in_a_cache(hub: Hub, release: Any, signed_in: Any) -> None:
    made = release("network")
    tag = f'"{made.files["index.html"]["sha256"]}"'
    answer = signed_in(hub.anna).get(PAGES[1], headers={"if-none-match": tag})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in answer.headers


def test_search_engines_find_what_is_public_and_nothing_else(hub: Hub, release: Any, signed_in: Any) -> None:
    public, _banks = release("public"), release("bank", 2)
    for path in PAGES:
        assert "X-Robots-Tag" not in over_tls().get(path).headers
    assert "noindex" in over_tls().get("/releases/1/embed").headers["X-Robots-Tag"]
    carol = signed_in(hub.carol)
    for path in PAGES:
        assert "noindex" in carol.get(path.replace("/1/", "/2/")).headers["X-Robots-Tag"]
    withdrawing.withdraw(hub.carol, public, "A figure was wrong.")
    assert "noindex" in over_tls().get(PAGES[0]).headers["X-Robots-Tag"]
    assert over_tls().get(PAGES[1]).headers["Cache-Control"] == "no-store"


def test_releases_are_found_by_their_words_and_nobody_learns_those_of_others(
    hub: Hub, release: Any, signed_in: Any
) -> None:
    first, second, banks = release("public"), release("public", 2), release("bank", 3)
    with action("test.words", SYSTEM):
        for one, tags in ((first, ["coast", "A & B"]), (second, ["inland"]), (banks, ["bankers"])):
            one.tags = tags
            one.save()
    every = over_tls().get("/releases/").content.decode()
    assert 'href="?tag=A%20%26%20B"' in every
    assert "bankers" not in every
    found = over_tls().get("/releases/", {"tag": "A & B"}).content.decode()
    assert "/releases/1/" in found
    assert "/releases/2/" not in found
    for tag in ("bankers", "nothing", "<script>", "x" * 5_000):
        said = over_tls().get("/releases/", {"tag": tag}).content.decode()
        assert "none yet that you can read" in said
        assert CANARY not in said
        assert "<script>" not in said


def test_an_old_release_leads_to_what_stands_in_its_place_now(hub: Hub, release: Any) -> None:
    first, second, third = release("public"), release("public", 2), release("public", 3)
    with action("test.chain", SYSTEM):
        second.supersedes, third.supersedes = first, second
        second.save()
        third.save()
    for path in ("/releases/1/", "/releases/1/embed"):
        said = over_tls().get(path).content.decode()
        assert "A newer release has taken its place" in said
        assert "/releases/3/" in said
        assert "/releases/2/" not in said
    assert "It takes the place of" in over_tls().get("/releases/3/").content.decode()
    assert "newer release" not in over_tls().get("/releases/3/embed").content.decode()
    assert over_tls().get("/releases/").content.decode().count("Replaced") == 2
    withdrawing.withdraw(hub.carol, third, "A figure was wrong.")
    assert "Withdrawn" in over_tls().get("/releases/1/").content.decode()


@pytest.mark.parametrize(
    ("values", "policy", "said"),
    [
        ({"cases_low": 2176, "cases_best": 2176, "cases_high": 2176}, "guarded",
         ["people, as estimated: 2,176"]),
        ({"cases_low": 5, "cases_best": 7, "cases_high": None}, "guarded",
         ["people, at least: 5", "people, best estimate: 7", "people, at most: no upper bound"]),
        ({"cases_low": None, "cases_best": None, "cases_high": None, "cases_known": 0}, "guarded",
         ["people, as estimated: not stated", "reports that state a number of people: 0"]),
        ({"cases_low": None, "cases_best": None, "cases_high": None, "cases_known": 0}, "strict",
         ["people, as estimated: ", "reports that state a number of people: 0"]),
        ({"submissions": None}, "guarded", ["reports of journeys: "]),
    ],
)  # fmt: skip
def test_a_key_figure_that_is_not_there_says_why(
    values: dict[str, int | None], policy: str, said: list[str]
) -> None:
    one = Release(headlines=[[name, value] for name, value in values.items()], policy=policy)
    assert [f"{figure.words}: {figure.text}" for figure in headlines(one)] == said


def test_a_phone_is_given_a_map_of_its_own_where_there_is_one(release: Any) -> None:
    made = release("public")
    for path in ("/releases/1/", "/releases/1/embed"):
        said = over_tls().get(path).content.decode()
        assert '<source media="(max-width:40rem)" srcset="/releases/1/files/map.phone.svg">' in said
    answer = over_tls().get("/releases/1/files/map.phone.svg")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    with action("test.older", SYSTEM):  # one that was made before there were such maps
        made.files = {name: one for name, one in made.files.items() if "phone" not in name}
        made.save()
    for path in ("/releases/1/", "/releases/1/embed"):
        said = over_tls().get(path).content.decode()
        assert "phone" not in said
        assert "/releases/1/files/map.svg" in said
