"""One valid message of each kind, of which a test changes what it is about."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain.decision import Decision
from domain.finding import Severity
from domain.text import both
from notifications.facts import (
    Axis,
    Changed,
    ChangedFigure,
    Choice,
    ConditionNamed,
    Counted,
    DissentNamed,
    Figure,
    Found,
    GateNamed,
    Gauge,
    Kind,
    Named,
    Next,
    RatingNamed,
    Recommended,
    Sealed,
    SeatNamed,
    State,
    Subject,
    VoteNamed,
)
from notifications.marker import marker
from notifications.messages import (
    Audience,
    DecisionAnnounced,
    DecisionAsked,
    IdeaReceived,
    Message,
    NoLongerRequired,
    Notice,
    NoticeKind,
    PackageReturned,
)
from notifications.rendering import Known, Links, Reader

AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
LETTER = UUID("6f1c9a52-3b7e-4d08-9c41-2f5a8e7b0d13")
REQUEST = UUID("0b7e4c1d-92a5-4f36-8d1e-5c3f7a9b2e64")
CLAIRE, ANNE, PAUL, INES = (UUID(int=number) for number in range(1, 5))
REVIEW = UUID(int=9)
KNOWN = Known(
    names={
        CLAIRE: "Claire Martin",
        ANNE: "Anne Roussel",
        PAUL: "Paul Bertin",
        INES: "Inès Haddad",
    },
    texts={
        "sealed-condition": "Faire signer le plan de secours du prestataire (R-07)",
        "sealed-dissent": "L'échangeur chauffe trop au-delà de 400 °C.",
        "sealed-answer": "Un essai du fournisseur est prévu avant la commande.",
        "sealed-reason": "Le plan de secours n'est pas signé : le risque R-07 reste ouvert.",
    },
)
LINKS = Links(
    page="https://jalon.example.org/projects/CHALEUR-F2",
    decision=f"https://jalon.example.org/d/{REQUEST}.{marker(LETTER, 'k7f2')}",
)
READERS = {
    "en": Reader(name="Anne Roussel", language="en", zone="Europe/Paris"),
    "fr": Reader(name="Anne Roussel", language="fr", zone="Europe/Paris"),
}
PROJECT = Subject(code="CHALEUR-F2", title="Récupération de chaleur du four 2")
HIDDEN = Subject(code="CHALEUR-F2", confidential=True)
GATE = GateNamed(
    id="G3",
    label=both("G3 Go to realisation", "G3 Réalisation"),
    question=both(
        "Do we commit the money and the people, on this scope, this date and this budget?",
        "Engageons-nous l'argent et les équipes, sur ce périmètre, cette date et ce budget ?",
    ),
)
WORDS = {
    Decision.CONDITIONAL_GO: both("Go with conditions", "Accord sous réserves"),
    Decision.GO: both("Go", "Accord"),
    Decision.HOLD: both("Defer", "Ajournement"),
    Decision.RECYCLE: both("Rework", "À reprendre"),
    Decision.KILL: both("Stop", "Arrêt"),
}
TOTAL = Found(
    check="COST-11",
    severity=Severity.BLOCKER,
    deliverable=both("Cost baseline", "Budget de référence"),
    title=both("The total is the sum of its lines", "Le total est la somme de ses lignes"),
    document="Budget de référence.xlsx",
    location="Synthèse!C14",
    found=both(
        "1,310,000 EUR is stated; the lines add up to 1,250,000 EUR",
        "1 310 000 EUR est annoncé ; la somme des lignes fait 1 250 000 EUR",
    ),
    fix=both(
        "Correct the total in C14, or add the missing line of 60,000 EUR",
        "Corrigez le total en C14, ou ajoutez la ligne manquante de 60 000 EUR",
    ),
)
OWNER = Found(
    check="RISK-16",
    severity=Severity.MAJOR,
    deliverable=both("Risk register", "Registre des risques"),
    title=both("Every critical risk has an owner", "Chaque risque critique a un porteur"),
    document="Registre des risques.xlsx",
    location="table 2, row 9",
    found=both("R-07 has no owner", "R-07 n'a pas de porteur"),
    fix=both("Name a person for R-07", "Nommez une personne pour R-07"),
)
PLAN = Found(
    check="COMM-25",
    severity=Severity.MINOR,
    certain=False,
    deliverable=both("Communication plan", "Plan de communication"),
    title=both("Each audience has a channel", "Chaque public a son canal"),
    document="Plan de communication.docx",
    location="§ 2",
    found=both(
        "The table could not be read as rows", "Le tableau n'a pas pu être lu ligne à ligne"
    ),
    fix=both("Give each audience one row", "Donnez une ligne à chaque public"),
)


def money(value: str) -> Figure:
    return Figure(kind=Kind.MONEY, value=value, unit="EUR")


def day(value: str) -> Figure:
    return Figure(kind=Kind.DAY, value=value)


IDEA = IdeaReceived(
    project=PROJECT,
    gate=GateNamed(
        id="G0",
        label=both("G0 Idea", "G0 Idée"),
        question=both(
            "Is this idea worth a few weeks of somebody's time?",
            "Cette idée mérite-t-elle quelques semaines de travail ?",
        ),
    ),
    stage=both("Idea", "Idée"),
    method=both("Jalon standard", "Standard Jalon"),
    first=True,
    proposer=Named(person=CLAIRE),
    own=True,
    asked=(both("Project proposal", "Fiche d'idée de projet"),),
)
RETURNED = PackageReturned(
    project=PROJECT,
    gate=GATE,
    revision=1,
    submitter=Named(person=CLAIRE),
    own=True,
    blocking=1,
    passed=19,
    asked=22,
    findings=(TOTAL, OWNER, PLAN),
    more=2,
)
ASKED = DecisionAsked(
    project=PROJECT,
    gate=GATE,
    seat=both("Sponsor", "Commanditaire"),
    advisory=False,
    needed=True,
    quorum=2,
    seats=3,
    choose=True,
    revision=2,
    sha256="3fa9c1d4e5b67788990011223344556677889900aabbccddeeff001122334455",
    due_at=datetime(2026, 11, 26, 17, 0, tzinfo=UTC),
    manager=Named(person=CLAIRE),
    choices=tuple(
        Choice(code=code, label=label, recommended=code is Decision.CONDITIONAL_GO)
        for code, label in WORDS.items()
    ),
    recommended=Recommended(
        code=Decision.CONDITIONAL_GO,
        label=WORDS[Decision.CONDITIONAL_GO],
        passed=20,
        asked=22,
        major=1,
    ),
    gauges=(
        Gauge(axis=Axis.QUALITY, state=State.GOOD, passed=3, asked=3),
        Gauge(
            axis=Axis.COST,
            state=State.GOOD,
            passed=4,
            asked=4,
            figure=money("1250000"),
            planned=money("1200000"),
        ),
        Gauge(
            axis=Axis.DELAY,
            state=State.GOOD,
            passed=5,
            asked=5,
            figure=day("2027-04-02"),
            planned=day("2027-03-12"),
        ),
        Gauge(
            axis=Axis.RISK,
            state=State.WATCH,
            passed=3,
            asked=4,
            figure=Figure(kind=Kind.NUMBER, value="5"),
        ),
    ),
    changed=Changed(
        revision=1,
        figures=(
            ChangedFigure(axis=Axis.COST, before=money("1310000"), after=money("1250000")),
            ChangedFigure(axis=Axis.DELAY, before=day("2027-04-23"), after=day("2027-04-02")),
        ),
        mended=(TOTAL.title,),
        documents=("Budget de référence.xlsx", "Planning de référence.xml"),
    ),
    findings=(OWNER, PLAN),
    ledger_head="214:9f86d081884c7d65",
)
CONDITION = ConditionNamed(
    number=3,
    words=Sealed(owner=REVIEW, text="sealed-condition"),
    owner=Named(person=CLAIRE),
    verifier=Named(person=PAUL),
    due_on=date(2026, 12, 11),
)
ANNOUNCED = DecisionAnnounced(
    project=PROJECT,
    gate=GATE,
    audience=Audience.MANAGER,
    code=Decision.CONDITIONAL_GO,
    word=WORDS[Decision.CONDITIONAL_GO],
    revision=2,
    decided_at=datetime(2026, 11, 25, 7, 52, tzinfo=UTC),
    next=Next.STAGE,
    stage=both("Realisation", "Réalisation"),
    counted=Counted(approving=3, rejecting=0, voted=3, quorum=2),
    votes=(
        VoteNamed(
            seat=both("Finance controller", "Contrôleur de gestion"),
            person=Named(person=PAUL),
            word=WORDS[Decision.GO],
        ),
        VoteNamed(
            seat=both("Sponsor", "Commanditaire"),
            person=Named(person=ANNE),
            word=WORDS[Decision.CONDITIONAL_GO],
            reason=Sealed(owner=REVIEW, text="sealed-reason"),
        ),
    ),
    conditions=(CONDITION,),
    mine=(3,),
    ledger_head="219:60303ae22b998861",
)
DISSENT = DissentNamed(
    seat=both("Technical authority", "Autorité technique"),
    person=Named(person=INES),
    reason=Sealed(owner=REVIEW, text="sealed-dissent"),
    answer=Sealed(owner=REVIEW, text="sealed-answer"),
    answered_by=Named(person=ANNE),
)
RATED = RatingNamed(
    label=both("Delivery confidence", "Confiance dans la livraison"),
    level=both("Amber/Red", "Orange/Rouge"),
)
VOID = NoLongerRequired(project=PROJECT, gate=GATE, revision=1, withdrawn=False, voted=True)


def told(audience: Audience) -> DecisionAnnounced:
    """The decision as somebody else than the project manager is told of it."""
    inside = audience is Audience.APPROVER
    return ANNOUNCED.model_copy(
        update={
            "audience": audience,
            "counted": ANNOUNCED.counted if inside else None,
            "votes": ANNOUNCED.votes if inside else (),
            "mine": (3,) if audience is Audience.OWNER else (),
        }
    )


def confidential(message: Message) -> Message:
    """The message as it is posted for a confidential project: without detail."""
    emptied = {
        "findings": (),
        "recommended": None,
        "gauges": (),
        "changed": None,
        "ratings": (),
        "dissents": (),
        "votes": (),
        "conditions": (),
        "counted": None,
        "more": 0,
    }
    kept = {name: value for name, value in emptied.items() if name in type(message).model_fields}
    return message.model_copy(update={"project": HIDDEN, **kept})


NOTICE = Notice(
    kind=NoticeKind.REMINDER,
    project=ASKED.project,
    gate=ASKED.gate,
    who=ASKED.manager,
    other=ASKED.manager,
    at=ASKED.due_at,
    since=date(2026, 11, 30),
    until=date(2026, 12, 4),
    figures={
        "voted": 1,
        "seats": 3,
        "quorum": 2,
        "number": 4,
        "attempt": 4,
        "most": 3,
        "options": 3,
        "chosen": 2,
        "days": 9,
        "points": 4,
        "projects": 12,
        "waits": 7,
        "overdue": 2,
        "orphans": 1,
        "letters": 0,
        "decided": 3,
        "entries": 4812,
    },
)
QUOTED = (
    NoticeKind.QUESTION_ASKED,
    NoticeKind.QUESTION_ANSWERED,
    NoticeKind.LATE_EVIDENCE,
    NoticeKind.DELEGATION_GIVEN,
    NoticeKind.DELEGATION_RECEIVED,
    NoticeKind.CONDITION_OVERDUE,
    NoticeKind.ARBITRATION_ASKED,
    NoticeKind.ARBITRATION_REMINDER,
    NoticeKind.ARBITRATION_ANSWERED,
    NoticeKind.PACKAGE_OUTDATED,
    NoticeKind.QUESTION_OVERDUE,
    NoticeKind.VOTE_CONTESTED,
    NoticeKind.OVERRIDE_ASKED,
)
TO_SEATS = (
    NoticeKind.REMINDER,
    NoticeKind.LAST_REMINDER,
    NoticeKind.QUESTION_ANSWERED,
    NoticeKind.LATE_EVIDENCE,
    NoticeKind.CARRIED_VOTE,
    NoticeKind.ASKED_AGAIN,
    NoticeKind.PACKAGE_OUTDATED,
    NoticeKind.VOTE_RECORDED,
)
"""Notices that hold their reader's own link to the decision."""

ALONE = (
    NoticeKind.DELEGATION_GIVEN,
    NoticeKind.DELEGATION_RECEIVED,
    NoticeKind.DELEGATION_ENDED,
    NoticeKind.ORPHAN,
    NoticeKind.PROOF_OF_LIFE,
    NoticeKind.SESSION_CALLED,
    NoticeKind.MINUTES,
)


def noticed(kind: NoticeKind) -> Notice:
    """One notice of a kind, with what it carries."""
    changed: dict[str, object] = {"kind": kind}
    if kind in QUOTED:
        changed["quote"] = Sealed(owner=REVIEW, text="sealed-reason")
    if kind in ALONE:
        changed |= {"project": None, "gate": None}
    if kind.startswith("arbitration"):
        changed |= {"gate": None, "arbitration": 4}
    if kind is NoticeKind.DELEGATION_GIVEN:
        changed["items"] = ({"en": "All projects", "fr": "Tous les projets"},)
    if kind is NoticeKind.OVERRIDE_ASKED:
        changed["items"] = ({"en": "GO", "fr": "GO"},)
    if kind in (NoticeKind.SESSION_CALLED, NoticeKind.MINUTES):
        changed["session"] = 4
    if kind in ALONE and not kind.startswith("delegation"):
        changed["items"] = ({"en": "NORTH G2 · Finance", "fr": "NORTH G2 · Finances"},)
    if kind is NoticeKind.ESCALATED and ASKED.manager is not None:
        seat = {"en": "Sponsor", "fr": "Commanditaire"}
        changed["seats"] = (SeatNamed(seat=seat, person=ASKED.manager),)
    return NOTICE.model_copy(update=changed)


ALL: dict[str, Message] = {
    **{f"notice-{kind}": noticed(kind) for kind in NoticeKind},
    "idea-received": IDEA,
    "idea-received-pmo": IDEA.model_copy(update={"own": False}),
    "idea-received-later": IDEA.model_copy(update={"own": False, "first": False}),
    "package-returned": RETURNED,
    "package-returned-manager": RETURNED.model_copy(update={"own": False}),
    "decision-announced-dissent": ANNOUNCED.model_copy(
        update={"dissents": (DISSENT,), "ratings": (RATED,)}
    ),
    "decision-asked": ASKED,
    "decision-asked-clean": ASKED.model_copy(
        update={
            "needed": False,
            "findings": (),
            "changed": None,
            "recommended": Recommended(
                code=Decision.GO, label=WORDS[Decision.GO], passed=22, asked=22, major=0
            ),
            "choices": tuple(
                Choice(code=code, label=WORDS[code], recommended=code is Decision.GO)
                for code in (Decision.GO, Decision.HOLD, Decision.KILL)
            ),
        }
    ),
    "decision-asked-advisory": ASKED.model_copy(update={"advisory": True}),
    "decision-asked-code": ASKED.model_copy(update={"choose": False}),
    "decision-announced-manager": ANNOUNCED,
    "decision-announced-approver": told(Audience.APPROVER),
    "decision-announced-owner": told(Audience.OWNER),
    "decision-announced-informed": told(Audience.INFORMED),
    "decision-announced-rework": ANNOUNCED.model_copy(
        update={
            "code": Decision.RECYCLE,
            "word": WORDS[Decision.RECYCLE],
            "next": Next.SAME,
            "stage": both("Detailed planning", "Planification détaillée"),
            "conditions": (),
        }
    ),
    "decision-announced-hold": ANNOUNCED.model_copy(
        update={
            "code": Decision.HOLD,
            "word": WORDS[Decision.HOLD],
            "next": Next.HELD,
            "held_until": date(2027, 1, 15),
            "conditions": (),
        }
    ),
    "no-longer-required": VOID,
    "no-longer-required-withdrawn": VOID.model_copy(update={"withdrawn": True, "voted": False}),
}
HIDDEN_ONES: dict[str, Message] = {
    f"{message.name}-confidential": confidential(message)
    for message in (IDEA, RETURNED, ASKED, ANNOUNCED, VOID, noticed(NoticeKind.ESCALATED))
}
