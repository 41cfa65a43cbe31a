from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from notifications.messages import MESSAGES, DecisionAsked, Message, Notice, NoticeKind
from notifications.rendering import Links, Rendered, render
from tests.unit.notifications.messages_written import (
    ALL,
    ASKED,
    AT,
    HIDDEN_ONES,
    KNOWN,
    LINKS,
    READERS,
    TO_SEATS,
)

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "idea-received",
    "package-returned",
    "decision-asked",
    "decision-announced-dissent",
    "decision-announced-manager",
    "no-longer-required",
    "notice-escalated",
    "notice-question-asked",
    "decision-asked-confidential",
}
"""The letters whose HTML is kept too; those of one kind share it."""

EVERY = {**ALL, **HIDDEN_ONES}


def written(message: Message, language: str) -> Rendered:
    to_seat = not isinstance(message, Notice) or message.kind in TO_SEATS
    links = LINKS if to_seat else Links(page=LINKS.page)
    return render(message, READERS[language], KNOWN, links, at=AT)


def everywhere(text: Rendered) -> str:
    return f"{text.subject}\n{text.text}\n{text.html}"


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("case", EVERY)
def test_letters_say_what_was_once_judged_right(
    case: str, language: str, golden: Callable[[Path, str], None]
) -> None:
    rendered = written(EVERY[case], language)

    golden(GOLDEN / f"{case}.{language}.txt", f"{rendered.subject}\n\n{rendered.text}")
    if case in PAGES:
        golden(GOLDEN / f"{case}.{language}.html", rendered.html)


def test_every_message_is_among_the_letters_that_are_tried() -> None:
    assert {message.name for message in ALL.values()} == set(MESSAGES)


def all_words() -> Iterator[tuple[str, str, Mapping[str, object]]]:
    place = files("notifications").joinpath("templates")
    for name in ("", *MESSAGES):
        path = place.joinpath(name, "words.yaml") if name else place.joinpath("words.yaml")
        for key, entry in yaml.safe_load(path.read_text("utf-8")).items():
            yield name, key, entry


def test_every_sentence_stands_in_both_languages_in_the_same_form() -> None:
    for name, key, entry in all_words():
        assert set(entry) == {"en", "fr"}, f"{name} {key}"
        forms = [set(each) if isinstance(each, dict) else None for each in entry.values()]
        assert forms[0] == forms[1], f"{name} {key}"
        assert forms[0] in (None, {"one", "other"}), f"{name} {key}"


def test_every_sentence_is_said_by_a_template_or_the_program() -> None:
    place = files("notifications").joinpath("templates")
    shared = "".join(
        each.read_text("utf-8")
        for each in place.iterdir()
        if each.is_file() and "yaml" not in each.name
    )
    spoken = {
        name: shared
        + "".join(
            each.read_text("utf-8")
            for each in place.joinpath(name).iterdir()
            if "yaml" not in each.name
        )
        for name in MESSAGES
    }
    built = (
        "state-",
        "next-",
        "manager-",
        "why-",
        "superseded",
        "withdrawn",
        "approver",
        "owner",
        "informed",
        *NoticeKind,
    )
    program = Path(__file__).parents[3].joinpath("notifications/gauge.py").read_text("utf-8")
    axes = {"quality", "cost", "delay", "risk", "blocker", "major", "minor"}
    unsaid = [
        f"{name}: {key}"
        for name, key, _ in all_words()
        if key not in axes
        and not key.startswith(built)
        and not any(
            f"'{key}'" in text or f'"{key}"' in program
            for each, text in spoken.items()
            if each == name or not name
        )
    ]

    assert unsaid == []


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("case", HIDDEN_ONES)
def test_a_letter_about_a_confidential_project_says_nothing_but_its_code(
    case: str, language: str
) -> None:
    said = everywhere(written(HIDDEN_ONES[case], language)).lower()

    assert "chaleur-f2" in said
    for secret in ("récupération", "four 2", "g3", "g0", "réalisation", "realisation"):
        assert secret not in said, secret
    for secret in ("engageons", "commit the money", "claire", "bertin", "budget", "registre des"):
        assert secret not in said, secret


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("case", EVERY)
def test_pages_load_nothing_and_lead_to_our_own_site_only(case: str, language: str) -> None:
    page = written(EVERY[case], language).html

    assert "src=" not in page
    assert "url(" not in page
    assert "<script" not in page
    links = page.split('href="')[1:]
    assert links
    assert all(link.startswith("https://jalon.example.org/") for link in links)


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("case", EVERY)
def test_only_a_decision_asked_holds_a_decision_link(case: str, language: str) -> None:
    message = EVERY[case]
    said = everywhere(written(message, language))

    asks = isinstance(message, DecisionAsked)
    to_seat = isinstance(message, Notice) and message.kind in TO_SEATS
    assert ("/d/" in said) == (asks or to_seat)


def test_each_choice_of_the_gate_has_its_own_link_in_both_parts() -> None:
    rendered = written(ASKED, "fr")

    for choice in ASKED.choices:
        link = f"{LINKS.decision}?choice={choice.code.value}"
        assert f"{link}\n" in rendered.text
        assert f'href="{link}"' in rendered.html


def test_a_subject_fits_on_the_screen_of_a_phone() -> None:
    for case, message in EVERY.items():
        for language in READERS:
            assert len(written(message, language).subject) <= 55, case


def test_words_of_a_method_that_lack_a_language_are_marked() -> None:
    asked = ASKED.model_copy(update={"seat": {"en": "Sponsor"}})

    assert "Sponsor [en]" in written(asked, "fr").text


def test_markup_in_what_people_write_is_shown_and_never_obeyed() -> None:
    hostile = "<img src=x onerror=alert(1)>&amp;{{ 7 * 7 }}"
    project = ASKED.project.model_copy(update={"title": hostile})
    rendered = written(ASKED.model_copy(update={"project": project}), "en")

    assert "<img" not in rendered.html
    assert "&lt;img" in rendered.html
    assert hostile in rendered.text
