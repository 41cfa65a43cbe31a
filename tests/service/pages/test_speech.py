"""How pages write figures, days and names in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.fact_names import fact_name
from domain.finding import Fact
from domain.judgement import Judgement, Verdict
from lifecycle.questions.changes import changes
from web import naming, speech
from web.access_log import without_secrets
from web.acting import local_path

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("number", "unit", "language", "written"),
    [
        ("1310000", "EUR", "fr", f"1{NARROW}310{NARROW}000{WIDE}€"),
        ("1310000", "EUR", "en", "€1,310,000"),
        ("1310000.5", "EUR", "en", "€1,310,000.50"),
        ("12", "", "fr", "12"),
        ("0.5", "", "fr", "0,5"),
        ("3", "d", "en", f"3{WIDE}d"),
        ("-3", "d", "en", f"−3{WIDE}d"),
    ],
)
def test_an_amount_stands_with_its_unit(
    number: str, unit: str, language: str, written: str
) -> None:
    assert speech.amount(Decimal(number), unit, language) == written


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (None, "en", "–"),
        ("2026-11-26", "fr", "jeu. 26 nov. 2026"),
        ("2026-11-26", "en", "Thu 26 Nov 2026"),
        ("2026-12-01", "fr", "mar. 1er déc. 2026"),
        ("2026-12-01", "en", "Tue 1 Dec 2026"),
        ("2026-12-11", "fr", "ven. 11 déc. 2026"),
        ("12345678", "en", "12,345,678"),
        ("EUR", "en", "EUR"),
    ],
)
def test_a_fact_is_written_as_what_it_is(value: str | None, language: str, written: str) -> None:
    assert speech.value_in(value, "", language) == written


def test_an_instant_is_told_in_the_reader_s_own_zone() -> None:
    noon = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

    assert speech.moment(noon, "fr", "Europe/Paris") == f"jeu. 26 nov. 2026, 13{NARROW}h{NARROW}00"
    assert speech.short_moment(noon, "en", "America/New_York") == "Thu 26 Nov, 07:00"
    assert speech.moment(None, "en", "UTC") == ""


def test_french_keeps_its_spaces_and_its_apostrophes() -> None:
    said = speech.spoken("x", "L'avis : « oui » ; à {n} % !", "fr", n="d'accord")

    assert said == (f"L’avis{WIDE}: «{WIDE}oui{WIDE}»{NARROW}; à d'accord{NARROW}%{NARROW}!")


@pytest.mark.parametrize(
    ("count", "written"), [(5, "1 ko"), (71_400, "71 ko"), (2_340_000, "2,3 Mo")]
)
def test_a_size_is_rounded(count: int, written: str) -> None:
    assert speech.size(count, "fr") == written


def test_a_browser_is_named_in_two_words() -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1"

    assert naming.browser(phone) == "Safari · iPhone"
    assert naming.browser("curl/8.5") == "curl"
    assert naming.browser("") == "–"


def test_a_fact_without_words_keeps_its_own_name() -> None:
    assert fact_name("net_present_value")["fr"] == "Net present value"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("/d/0a-1b.k1.secret?choice=GO", "/d/0a-1b"),
        ('"GET /d/0a.k1.secret HTTP/1.1" 200', '"GET /d/0a HTTP/1.1" 200'),
        ("/d/%30a.k1.secret", "/d/"),
        ("/sign-in?next=/d/0a.k.secret", "/sign-in"),
        ("/projects/HEAT", "/projects/HEAT"),
    ],
)
def test_an_7_a_log_line_keeps_neither_token_nor_query(line: str, kept: str) -> None:
    assert without_secrets(line) == kept


@pytest.mark.parametrize("wanted", ["", "x", "//x", "/\\x", "https://x/", "/a\tb"])
def test_only_our_own_paths_are_gone_on_to(wanted: str) -> None:
    assert local_path(wanted) == "/"


def test_what_changed_is_told_by_fact_and_document() -> None:
    before = judged(total="100", finish="2027-01-10", lost="1", number="20270101")
    after = judged(total="130", finish="2027-01-03", new="2", number="20270102")

    found = {each.name: each for each in changes(before, after)}

    assert found["total"].delta == Decimal(30)
    assert found["finish"].days == -7
    assert (found["lost"].after, found["new"].before) == (None, None)
    assert found["number"].days is None
    assert found["number"].delta == Decimal(1)


def judged(**facts: str) -> Judgement:
    return Judgement(
        method="small@1",
        gate="A",
        as_of=date(2026, 11, 23),
        verdict=Verdict.READY,
        documents=(),
        deliverables=(),
        facts=tuple(
            Fact(name=name, value=value, document="Budget.xlsx", location="A1")
            for name, value in facts.items()
        ),
        seconds=0.1,
    )
