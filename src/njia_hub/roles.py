"""Who may do what: every address of the hub, every role, and how far it reaches.

This table is the whole truth. An address that is not in it does not exist for anybody (404), and
`tests/hub/roles` walks the URL resolver and fails on any that is missing. The views restrict what they
read to the reach that is granted here (`request.reach`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a person is in the network."""

    REPORTER = "reporter"
    DATA_OFFICER = "data_officer"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    PARTNER = "partner"


class Reach(StrEnum):
    """How far a right goes."""

    NONE = "-"
    SELF = "self"  # what is the person's own
    ORGANISATION = "organisation"  # what is of the person's organisation
    NETWORK = "network"  # everything of the network that the page shows
    OPEN = "open"  # no sign-in needed


NONE, SELF, ORG, ALL, OPEN = Reach.NONE, Reach.SELF, Reach.ORGANISATION, Reach.NETWORK, Reach.OPEN


class Scope(StrEnum):
    """What a token of the API may be used for; a token never reaches further than its person."""

    READ = "read"  # what is shared in the network, and one's own
    REPORT = "report"  # send and change routes, and upload files
    REVIEW = "review"
    MANAGE = "manage"  # organisations, people, collections


class Row(NamedTuple):
    """The reach of each role at one address; `scope` is what a token needs there."""

    reporter: Reach
    data_officer: Reach
    coordinator: Reach
    analyst: Reach
    partner: Reach
    scope: Scope | None = None
    is_open: bool = False

    def reach(self, role: str) -> Reach:
        """Give one role's reach."""
        return Reach(getattr(self, Role(role).value))


def _everybody(reach: Reach) -> Row:
    return Row(reach, reach, reach, reach, reach)


def _open() -> Row:
    return _everybody(OPEN)._replace(is_open=True)


@dataclass(frozen=True)
class Unlisted(LookupError):
    """An address has no row in the table."""

    name: str


# fmt: off
# method and name of the URL           reporter  officer  coordinator  analyst  partner
TABLE: dict[str, Row] = {
    "GET home":                    Row(ALL,      ALL,     ALL,         ALL,     ALL),
    "GET alive":                   _open(),
    "POST language":               _open(),

    # one's own account
    "GET account_login":           _open(),
    "POST account_login":          _open(),
    "GET account_logout":          _everybody(SELF),
    "POST account_logout":         _everybody(SELF),
    "GET account_change_password": _everybody(SELF),
    "POST account_change_password": _everybody(SELF),
    "GET account_reauthenticate":  _everybody(SELF),
    "POST account_reauthenticate": _everybody(SELF),
    "GET mfa_index":               _everybody(SELF),
    "GET mfa_authenticate":        _open(),  # between the password and the second factor
    "POST mfa_authenticate":       _open(),
    "GET mfa_reauthenticate":      _everybody(SELF),
    "POST mfa_reauthenticate":     _everybody(SELF),
    "GET mfa_activate_totp":       _everybody(SELF),
    "POST mfa_activate_totp":      _everybody(SELF),
    "GET mfa_deactivate_totp":     _everybody(SELF),
    "POST mfa_deactivate_totp":    _everybody(SELF),
    "GET mfa_view_recovery_codes": _everybody(SELF),
    "GET mfa_generate_recovery_codes": _everybody(SELF),
    "POST mfa_generate_recovery_codes": _everybody(SELF),
    "GET mfa_download_recovery_codes": _everybody(SELF),
    "GET mfa_list_webauthn":       _everybody(SELF),
    "GET mfa_add_webauthn":        _everybody(SELF),
    "POST mfa_add_webauthn":       _everybody(SELF),
    "GET mfa_edit_webauthn":       _everybody(SELF),
    "POST mfa_edit_webauthn":      _everybody(SELF),
    "GET mfa_remove_webauthn":     _everybody(SELF),
    "POST mfa_remove_webauthn":    _everybody(SELF),
    "GET mfa_reauthenticate_webauthn": _everybody(SELF),
    "POST mfa_reauthenticate_webauthn": _everybody(SELF),
    "GET usersessions_list":       _everybody(SELF),
    "POST usersessions_list":      _everybody(SELF),
    "GET people:account":          _everybody(SELF),
    "POST people:account":         _everybody(SELF),
    "GET people:tokens":           _everybody(SELF),
    "POST people:tokens":          _everybody(SELF),
    "POST people:end_token":       _everybody(SELF),
    "GET people:join":             _open(),  # a link that works once: what it is for is in its secret
    "POST people:join":            _open(),
    "GET people:accept":           _open(),
    "POST people:accept":          _open(),

    # the map and the figures
    "GET explore:map":             Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET explore:compare":         Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET explore:routes":          Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET explore:measures":        Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET explore:measure":         Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "POST explore:export":         Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET explore:exports":         Row(SELF,     SELF,    SELF,        SELF,    NONE),
    "GET explore:export_file":     Row(SELF,     SELF,    SELF,        SELF,    NONE),
    # releases: who may read which of them, `releases.reading` says
    "GET releases:list":           _open(),
    "GET releases:release":        _open(),
    "GET releases:embed":          _open(),
    "GET releases:file":           _open(),
    "GET releases:new":            Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:new":           Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET releases:preparation":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET releases:change":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:change":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:preview":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:approve":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:publish":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:discard":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:verify":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:withdraw":      Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:give":          Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:invite":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST releases:end_access":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # routes
    "GET routes:mine":             Row(SELF,     ORG,     NONE,        NONE,    NONE),
    "GET routes:new":              Row(SELF,     SELF,    NONE,        NONE,    NONE),
    "GET routes:draft":            Row(SELF,     SELF,    NONE,        NONE,    NONE),
    "POST routes:draft":           Row(SELF,     SELF,    NONE,        NONE,    NONE),
    "GET routes:route":            Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET routes:edit":             Row(SELF,     ORG,     NONE,        NONE,    NONE),
    "POST routes:edit":            Row(SELF,     ORG,     NONE,        NONE,    NONE),
    "POST routes:withdraw":        Row(SELF,     ORG,     NONE,        NONE,    NONE),
    # files
    "GET uploads:list":            Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:list":           Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:taught":          Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:forget":         Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:template":        Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "GET uploads:upload":          Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:progress":        Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:questions":       Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:questions":      Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:row":             Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:row":            Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:submit":         Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:set_apart":      Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:remove":         Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:withdraw":       Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "POST uploads:read_again":     Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:original":        Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:to_mend":         Row(NONE,     ORG,     NONE,        NONE,    NONE),
    "GET uploads:spellings":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST uploads:spelling":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # review
    "GET review:overview":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET review:queue":           Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:many":           Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET review:route":           Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET review:compare":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:accept":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:return":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:double":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:not_double":     Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:apart":          Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:not_apart":      Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:withdraw":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:place":          Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET review:search":          Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET review:correct":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST review:correct":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # collections
    "GET collections:list":       Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET collections:collection": Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET collections:new":        Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:new":       Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET collections:change":     Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:change":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:open":      Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:close":     Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:reopen":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "GET collections:network":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST collections:network":   Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # organisations and people
    "GET organisations:list":      Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST organisations:make":     Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST organisations:rename":   Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST organisations:show_name": Row(NONE,    ORG,     ALL,         NONE,    NONE),
    "POST organisations:leave":    Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST organisations:come_back": Row(NONE,    NONE,    ALL,         NONE,    NONE),
    "GET organisations:organisation": Row(NONE,  ORG,     ALL,         NONE,    NONE),
    "GET people:list":             Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "GET people:invite":           Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:invite":          Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:withdraw":        Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "GET people:person":           Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:person":          Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:deactivate":      Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:reactivate":      Row(NONE,     ORG,     ALL,         NONE,    NONE),
    "POST people:reset":           Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # places
    "GET places:suggest":          Row(ALL,      ALL,     ALL,         ALL,     NONE),
    "GET places:aliases":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    "POST places:forget":         Row(NONE,     NONE,    ALL,         NONE,    NONE),
    # work
    "GET work:progress":           _everybody(SELF),
    # API
    "GET api:docs":                Row(ALL,      ALL,     ALL,         ALL,     ALL,  Scope.READ),
    "GET api:openapi":             Row(ALL,      ALL,     ALL,         ALL,     ALL,  Scope.READ),
    "GET api:me":                  Row(SELF,     SELF,    SELF,        SELF,    SELF, Scope.READ),
    "GET api:routes":              Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:route":               Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "PUT api:route":               Row(SELF,     SELF,    NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:revisions":           Row(SELF,     ORG,     ALL,         NONE,    NONE, Scope.READ),
    "POST api:revisions":          Row(SELF,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:route_withdraw":     Row(SELF,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:drafts":              Row(SELF,     SELF,    NONE,        NONE,    NONE, Scope.REPORT),
    "PUT api:draft":               Row(SELF,     SELF,    NONE,        NONE,    NONE, Scope.REPORT),
    "DELETE api:draft":            Row(SELF,     SELF,    NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:personal_data":      Row(SELF,     SELF,    SELF,        NONE,    NONE, Scope.REPORT),
    "GET api:collections":         Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:collection":          Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "POST api:collections":        Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "PUT api:collection":          Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:collection_open":    Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:collection_close":   Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:collection_reopen":  Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:collection_overview": Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:network":             Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "PUT api:network":             Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:aliases":             Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:aliases":            Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "DELETE api:alias":            Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:spellings":           Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:spelling_accept":    Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:spelling_decline":   Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:template":            Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.REPORT),
    "GET api:files":               Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:files":              Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:file":                Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:file_rows":           Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:file_row_correct":   Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:file_match":         Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:file_set_apart":     Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:file_submit":        Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "DELETE api:file":             Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "POST api:file_withdraw":      Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:file_original":       Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:file_to_mend":        Row(NONE,     ORG,     NONE,        NONE,    NONE, Scope.REPORT),
    "GET api:review_queue":        Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "GET api:review_route":        Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_accept":      Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_return":      Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_double":      Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_undo_double": Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_tell_apart":  Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_undo_apart":  Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_withdraw":    Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_place":       Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_correct":     Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "POST api:review_many":        Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.REVIEW),
    "GET api:map":                 Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:map_routes":          Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:measures":            Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:measure":             Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:exports":             Row(SELF,     SELF,    SELF,        SELF,    NONE, Scope.READ),
    "POST api:exports":            Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:export_file":         Row(SELF,     SELF,    SELF,        SELF,    NONE, Scope.READ),
    "GET api:releases":            Row(ALL,      ALL,     ALL,         ALL,     ALL,  Scope.READ),
    "GET api:release":             Row(ALL,      ALL,     ALL,         ALL,     ALL,  Scope.READ),
    "GET api:release_file":        Row(ALL,      ALL,     ALL,         ALL,     ALL,  Scope.READ),
    "POST api:release_verify":     Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:release_withdraw":   Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:release_readers":     Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:release_readers":    Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "DELETE api:release_reader":   Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:preparations":        Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:preparations":       Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:preparation":         Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "PUT api:preparation":         Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "DELETE api:preparation":      Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:preparation_preview": Row(NONE,    NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:preparation_approve": Row(NONE,    NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:preparation_publish": Row(NONE,    NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:places":              Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:vocabulary":          Row(ALL,      ALL,     ALL,         ALL,     NONE, Scope.READ),
    "GET api:organisations":       Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:organisations":      Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "PATCH api:organisation":      Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:organisation_leave": Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:organisation_come_back": Row(NONE, NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:people":              Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:person":              Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "PUT api:person_place":        Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:person_deactivate":  Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:person_reactivate":  Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:person_reset":       Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:invitations":         Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:invitations":        Row(NONE,     ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "POST api:invitation_withdraw": Row(NONE,    ORG,     ALL,         NONE,    NONE, Scope.MANAGE),
    "GET api:job":                 Row(SELF,     SELF,    SELF,        SELF,    NONE, Scope.READ),
    "GET api:events":              Row(NONE,     NONE,    ALL,         NONE,    NONE, Scope.MANAGE),
}
# fmt: on


def scopes_of(role: str) -> list[Scope]:
    """Give the scopes with which a token of somebody in a role could do anything at all."""
    reached = {row.scope for row in TABLE.values() if row.reach(role) is not Reach.NONE}
    return [scope for scope in Scope if scope in reached]


def row(method: str, view_name: str) -> Row:
    """Give the row of an address; Unlisted when it has none."""
    name = f"{'GET' if method == 'HEAD' else method} {view_name}"
    try:
        return TABLE[name]
    except KeyError:
        raise Unlisted(name) from None
