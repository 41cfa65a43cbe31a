"""Rules that the database itself holds, so that no code and no hand at the database bends them.

Each names the rows that break it; both databases refuse the statement that would make one.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class Rule:
    """A rule of one table: ``event`` is refused where ``broken`` holds of NEW and OLD.

    ``says`` is what the database answers, and ``of`` the number of the gate rule it holds.
    """

    name: str
    table: str
    event: str
    broken: str
    says: str
    of: int


def _frozen(table: str, columns: str, says: str, of: int) -> Rule:
    broken = " OR ".join(
        f"CAST(NEW.{each} AS TEXT) IS DISTINCT FROM CAST(OLD.{each} AS TEXT)"
        for each in columns.split()
    )
    return Rule(f"{table}_is_frozen", table, "UPDATE", broken, says, of)


def _kept(table: str, says: str, of: int) -> Rule:
    return Rule(f"{table}_is_kept", table, "DELETE", "1 = 1", says, of)


RULES = (
    _frozen(
        "revision",
        "project_id gate number method_id files form sha256 submitted_by submitted_at",
        "a package is frozen once it is handed in",
        1,
    ),
    _kept("revision", "a package is never deleted", 1),
    _kept("revision_author", "who wrote a package stays its author", 25),
    _frozen(
        "review",
        "project_id gate round revision_id revision_sha256 policy policy_sha256",
        "what a round is about, and by which rules, is frozen",
        42,
    ),
    Rule(
        "review_outcome_stands",
        "review",
        "UPDATE",
        "OLD.state = 'decided' AND (NEW.state <> 'decided' OR NEW.code <> OLD.code"
        " OR CAST(NEW.outcome AS TEXT) IS DISTINCT FROM CAST(OLD.outcome AS TEXT)"
        " OR NEW.decided_at <> OLD.decided_at)",
        "a decision stands as it was taken",
        20,
    ),
    Rule(
        "review_ends_once",
        "review",
        "UPDATE",
        "OLD.state IN ('withdrawn', 'superseded') AND NEW.state <> OLD.state",
        "a round that ended does not begin again",
        5,
    ),
    _kept("review", "a round is never deleted", 54),
    Rule(
        "vote_is_in_an_open_round",
        "vote",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open'"
        " AND r.revision_sha256 = NEW.revision_sha256)",
        "a vote is taken while its round is open, on the revision of the round",
        20,
    ),
    Rule(
        "vote_is_of_its_seat",
        "vote",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM review_seat s WHERE s.id = NEW.seat_id"
        " AND s.review_id = NEW.review_id AND (s.person_id = NEW.person_id OR EXISTS ("
        "SELECT 1 FROM delegation d WHERE d.id = NEW.delegation_id"
        " AND d.delegator_id = s.person_id AND d.delegate_id = NEW.person_id"
        " AND d.starts_at <= NEW.cast_at AND NEW.cast_at < COALESCE(d.ended_at, d.ends_at))))",
        "a vote is cast by the person of its seat, or by their delegate",
        23,
    ),
    Rule(
        "vote_is_not_by_an_author",
        "vote",
        "INSERT",
        "EXISTS (SELECT 1 FROM review r JOIN revision_author a ON a.revision_id = r.revision_id"
        " JOIN review_seat s ON s.id = NEW.seat_id"
        " WHERE r.id = NEW.review_id AND a.person_id = NEW.person_id"
        " AND s.kind <> 'advisory')",
        "who handed in or wrote a package does not vote on it",
        25,
    ),
    _frozen(
        "vote",
        "review_id seat_id person_id value casting instead until to_stage reason conditions"
        " scores answers ratings revision_sha256 channel assurance cast_at delegation_id"
        " carried_from recorded_by",
        "a vote is kept as it was cast",
        20,
    ),
    Rule(
        "vote_stands_once",
        "vote",
        "UPDATE",
        "NEW.standing AND NOT OLD.standing",
        "a vote that was changed or taken back does not stand again",
        20,
    ),
    _kept("vote", "a vote is never deleted", 54),
    Rule(
        "delegation_is_given_once",
        "delegation",
        "UPDATE",
        "OLD.ended_at IS NOT NULL OR NEW.delegator_id <> OLD.delegator_id"
        " OR NEW.delegate_id <> OLD.delegate_id OR NEW.starts_at <> OLD.starts_at"
        " OR NEW.ends_at <> OLD.ends_at",
        "a delegation stands as it was given, until it ends",
        23,
    ),
    _kept("delegation", "a delegation is never deleted", 23),
    Rule(
        "timer_fires_once",
        "timer",
        "UPDATE",
        "OLD.fired_at IS NOT NULL OR (OLD.called_off_at IS NOT NULL)",
        "a timer fires once, and not after it was called off",
        32,
    ),
    Rule(
        "question_is_answered_once",
        "question",
        "UPDATE",
        "OLD.answered_at IS NOT NULL",
        "an answer stands as it was given",
        35,
    ),
    _frozen(
        "late_evidence",
        "review_id number files sha256 added_by added_at",
        "late evidence stands as it was added",
        3,
    ),
    _kept("late_evidence", "late evidence is never deleted", 3),
    Rule(
        "condition_is_settled_once",
        "condition",
        "UPDATE",
        "OLD.state = 'settled' AND NEW.state <> 'settled'",
        "a condition that was settled is not opened again",
        13,
    ),
    _kept("condition", "a condition is never deleted", 13),
    Rule(
        "ledger_is_appended_to",
        "ledger_entry",
        "UPDATE",
        "1 = 1",
        "the ledger is only ever appended to",
        54,
    ),
    _kept("ledger_entry", "the ledger is only ever appended to", 54),
)
"""Every rule that a trigger holds; what a constraint can hold stands with the tables."""


def make_triggers(connection: Connection) -> None:
    """Have the database hold every rule."""
    for rule in RULES:
        for statement in _statements(rule, connection.dialect.name):
            connection.execute(text(statement))


def drop_triggers(connection: Connection) -> None:
    """Let tables be changed; to be made again before the commit."""
    is_sqlite = connection.dialect.name == "sqlite"
    found = connection.execute(
        text(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if is_sqlite
            else "SELECT t.tgname, c.relname FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
    ).all()
    for name, table in found:
        on = "" if is_sqlite else f' ON "{table}"'
        connection.execute(text(f'DROP TRIGGER "{name}"{on}'))


def _statements(rule: Rule, dialect: str) -> list[str]:
    before = f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}"
    if dialect == "sqlite":
        refusal = f"BEGIN SELECT RAISE(ABORT, '{rule.says}'); END"
        return [f"{before} WHEN {_in_sqlite(rule.broken)} {refusal}"]
    given = "OLD" if rule.event == "DELETE" else "NEW"
    body = (
        f"BEGIN IF {rule.broken} THEN RAISE EXCEPTION '{rule.says}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {given}; END"
    )
    function = f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql"
    return [
        f"{function} AS $$ {body} $$",
        f"{before} FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]


def _in_sqlite(condition: str) -> str:
    # SQLite of before 3.39 does not know IS DISTINCT FROM; its IS NOT is the same.
    return condition.replace("IS DISTINCT FROM", "IS NOT")
