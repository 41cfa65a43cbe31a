"""Who may do what to which object: one table, and nothing is allowed that it does not name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

ADMIN, PMO, EXECUTIVE = "admin", "pmo", "executive"
EVERYWHERE = (ADMIN, PMO, EXECUTIVE)
"""The roles that a person holds everywhere, beside those on single projects."""


class Act(StrEnum):
    """What a person may want to do."""

    PROPOSE = "propose a project"
    VIEW = "view a project"
    TRY = "try a package"
    SUBMIT = "hand in a package"
    WITHDRAW = "withdraw a package"
    MATCH = "say what a document serves"
    CONTEST = "contest a finding"
    ATTEST = "attest a finding"
    VOTE = "vote"
    ANSWER_QUESTION = "answer a question"
    DELEGATE = "delegate votes"
    REPORT_CONDITION = "report a condition done"
    SETTLE_CONDITION = "settle a condition"
    ASSIGN = "assign roles on a project"
    AMEND = "amend a project"
    PLAN = "plan the gates of a project"
    TAILOR = "ask to tailor the method"
    ANSWER_TAILORING = "answer what was asked to be tailored"
    RAISE_EVENT = "raise an event"
    BEGIN_TRACK = "begin a track"
    ASK_ARBITRATION = "ask for arbitration"
    ARBITRATE = "answer a request for arbitration"
    VIEW_METHOD = "view the method"
    PUBLISH_METHOD = "publish a method"
    MIGRATE = "move a project to another version of its method"
    MANAGE_PEOPLE = "manage people"
    READ_MAILBOX = "read the mailbox"
    READ_LEDGER = "read the ledger"
    READ_RADAR = "read the radar"
    HOLD_SESSION = "hold a committee session"
    OVERRIDE = "override a committee"
    REOPEN = "open a closed project again"
    MANAGE_OWN_ACCESS = "manage one's own sign-ins"


@dataclass(frozen=True, kw_only=True)
class Who:
    """The person who acts: roles everywhere, and the scopes of a token (None: a sign-in)."""

    person_id: UUID
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    limited: bool = False


@dataclass(frozen=True, kw_only=True)
class What:
    """The object acted upon, as it concerns the person.

    ``approver_role`` is the role that may answer what was asked to be tailored, or arbitrated.
    """

    roles_on_project: frozenset[str] = frozenset()
    manager_role: str = ""
    confidential: bool = False
    holds_seat: bool = False
    is_author: bool = False
    is_owner: bool = False
    is_verifier: bool = False
    approver_role: str = ""


Rule = Callable[[Who, What], bool]


def _manages(_who: Who, what: What) -> bool:
    return what.manager_role in what.roles_on_project


def _pmo(who: Who, _what: What) -> bool:
    return PMO in who.roles


def _admin(who: Who, _what: What) -> bool:
    return ADMIN in who.roles


def _anybody(_who: Who, _what: What) -> bool:
    return True


def _manages_or_pmo(who: Who, what: What) -> bool:
    return _manages(who, what) or _pmo(who, what)


def _approves(who: Who, what: What) -> bool:
    everywhere = who.roles if what.approver_role in EVERYWHERE else frozenset()
    return bool(what.approver_role) and what.approver_role in what.roles_on_project | everywhere


def _sees(who: Who, what: What) -> bool:
    if PMO in who.roles or what.roles_on_project or what.holds_seat:
        return True
    return EXECUTIVE in who.roles and not what.confidential


RULES: Mapping[Act, Rule] = {
    Act.PROPOSE: _anybody,
    Act.VIEW: _sees,
    Act.TRY: _manages_or_pmo,
    Act.SUBMIT: _manages,
    Act.WITHDRAW: _manages_or_pmo,
    Act.MATCH: _manages_or_pmo,
    Act.CONTEST: _manages,
    Act.ATTEST: lambda who, what: _pmo(who, what) and not what.is_author,
    Act.VOTE: lambda _who, what: what.holds_seat and not what.is_author,
    Act.ANSWER_QUESTION: lambda who, what: _manages(who, what) or what.is_author,
    Act.DELEGATE: _anybody,
    Act.REPORT_CONDITION: lambda who, what: what.is_owner or _manages(who, what),
    Act.SETTLE_CONDITION: lambda _who, what: what.is_verifier,
    Act.ASSIGN: _pmo,
    Act.AMEND: _manages_or_pmo,
    Act.PLAN: _manages_or_pmo,
    Act.TAILOR: _manages_or_pmo,
    Act.ANSWER_TAILORING: _approves,
    Act.RAISE_EVENT: _manages_or_pmo,
    Act.BEGIN_TRACK: _manages_or_pmo,
    Act.ASK_ARBITRATION: _manages_or_pmo,
    Act.ARBITRATE: _approves,
    Act.VIEW_METHOD: _anybody,
    Act.PUBLISH_METHOD: _pmo,
    Act.MIGRATE: _pmo,
    Act.MANAGE_PEOPLE: _admin,
    Act.READ_MAILBOX: _admin,
    Act.READ_LEDGER: lambda who, what: _pmo(who, what) or _admin(who, what),
    Act.READ_RADAR: _pmo,
    Act.HOLD_SESSION: _pmo,
    Act.REOPEN: lambda who, what: EXECUTIVE in who.roles and _sees(who, what),
    Act.OVERRIDE: lambda who, what: _pmo(who, what) or _admin(who, what),
    Act.MANAGE_OWN_ACCESS: _anybody,
}

SCOPES: Mapping[Act, str] = {
    Act.PROPOSE: "project:write",
    Act.VIEW: "project:read",
    Act.TRY: "project:read",
    Act.SUBMIT: "project:write",
    Act.WITHDRAW: "project:write",
    Act.MATCH: "project:write",
    Act.CONTEST: "project:write",
    Act.ATTEST: "project:write",
    Act.VOTE: "vote",
    Act.ANSWER_QUESTION: "project:write",
    Act.DELEGATE: "vote",
    Act.REPORT_CONDITION: "project:write",
    Act.SETTLE_CONDITION: "project:write",
    Act.ASSIGN: "project:write",
    Act.AMEND: "project:write",
    Act.PLAN: "project:write",
    Act.TAILOR: "project:write",
    Act.ANSWER_TAILORING: "project:write",
    Act.RAISE_EVENT: "project:write",
    Act.BEGIN_TRACK: "project:write",
    Act.ASK_ARBITRATION: "project:write",
    Act.ARBITRATE: "vote",
    Act.VIEW_METHOD: "project:read",
    Act.PUBLISH_METHOD: "method:write",
    Act.MIGRATE: "method:write",
    Act.MANAGE_PEOPLE: "people:write",
    Act.READ_MAILBOX: "people:write",
    Act.READ_LEDGER: "ledger:read",
    Act.READ_RADAR: "project:read",
    Act.HOLD_SESSION: "project:write",
    Act.OVERRIDE: "vote",
    Act.REOPEN: "vote",
}
"""The scope that a token needs for an act; an act without one is refused to tokens."""

LIMITED = frozenset({Act.VIEW, Act.VOTE})
"""What a session opened by a remembered device may do, and only where its person has a seat."""


def allows(act: Act, who: Who, what: What) -> bool:
    """Tell whether a person may do an act to an object. The default is no."""
    if who.scopes is not None and SCOPES.get(act) not in who.scopes:
        return False
    if who.limited and not (act in LIMITED and what.holds_seat):
        return False
    rule = RULES.get(act)
    return rule is not None and rule(who, what)
