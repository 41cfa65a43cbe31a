"""What people press on the pages beside the vote: projects, packages, findings, people, access."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from lifecycle.authority import find_person, find_project
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.signing_in.passwords import hashed
from notifications.transport import transport_of
from storage.tables.access import SignIn
from storage.tables.letters import Letter
from storage.tables.packages import Revision
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Contest, Review
from tests.service.pages.guests import FROM_HERE, ORIGIN, Guest, dump, link_of, request_of
from tests.world import World
from web.headers import HEADERS

PASSWORD = "four words well apart"
BUDGET = ("files", ("budget.txt", b"Budget: 100 EUR in all, for the pumps.", "text/plain"))
GATE = "/projects/HEAT/gates/A"


def test_a_project_enters_on_one_page(world: World, guest: Callable[..., Guest]) -> None:
    stan = guest("stan")
    form = {"code": "pump-1", "title": "New pumps", "method": "small", "problem": "They leak."}

    answer = stan.post("/projects", form | {"budget": "1 200,50"}, at="/projects/new")

    assert answer.headers["location"] == "/projects/PUMP-1?done=proposed"
    page = stan.get("/projects/PUMP-1").text
    assert "New pumps" in page
    assert "Stan Dorsey" in page
    assert len(world.nudged) == 1


def test_a_later_stage_asks_who_decided_the_gates_before(
    world: World, guest: Callable[..., Guest]
) -> None:
    paul = guest("paul")
    form = {"code": "LATE", "title": "Late", "method": "small", "stage": "second"}
    decided = {"on-A": "2026-03-01", "by-A": "The board", "evidence-A": "Minutes"}

    blank = paul.get("/projects/new?stage=second").text
    without = paul.post("/projects", form, at="/projects/new")
    entered = paul.post("/projects", form | decided | {"role-manager": "mona"}, at="/projects/new")

    assert 'name="on-A"' in blank
    assert without.status_code == 422
    assert "For A, decided before" in without.text
    assert 'value="Late"' in without.text
    assert entered.status_code == 303
    with world.database.read() as session:
        assert find_project(session, "LATE").stage == "second"
        assert session.scalars(select(GatePassage.outside_by)).all() == ["The board"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        pytest.param({"code": "x"}, "must be 2 to 20 capitals", id="a bad code"),
        pytest.param({"budget": "much"}, "is not an amount", id="a bad budget"),
        pytest.param({"start": "tomorrow"}, "is not a date", id="a bad date"),
        pytest.param({"title": ""}, "needs a title", id="no title"),
        pytest.param({"role-sponsor": "sara"}, "You may not assign roles", id="roles of others"),
    ],
)
def test_a_proposal_that_does_not_fit_says_why(
    world: World, guest: Callable[..., Guest], more: dict[str, str], sentence: str
) -> None:
    form = {"code": "PUMP", "title": "New pumps", "method": "small"} | more

    answer = guest("stan").post("/projects", form, at="/projects/new")

    assert answer.status_code in {403, 422}
    assert sentence in answer.text
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Project)) == 0


def test_a_dry_run_leaves_no_trace(world: World, guest: Callable[..., Guest]) -> None:
    world.project()
    mona = guest("mona")
    before = dump(world)

    whole = mona.post("/projects/HEAT/try", files=[BUDGET], at=GATE)
    form = mona.proof(GATE)
    headers = FROM_HERE | {"HX-Request": "true"}
    part = mona.client.post("/projects/HEAT/try", data=form, files=[BUDGET], headers=headers)
    empty = mona.client.post("/projects/HEAT/try", data=form, headers=headers)

    assert (whole.status_code, part.status_code, empty.status_code) == (200, 200, 422)
    assert "nothing was kept, nobody was told" in whole.text
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "<html" not in empty.text
    after = dump(world)
    assert after.pop("attempt_count") != before.pop("attempt_count")  # a dry run costs a try
    assert after == before
    assert not world.installation.files.root.exists()


def test_a_package_handed_in_twice_by_one_form_is_one_revision(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    mona = guest("mona")
    form = mona.proof(GATE)

    answers = [
        mona.client.post("/projects/HEAT/submit", data=form, files=[BUDGET], headers=FROM_HERE)
        for _ in range(3)
    ]
    again = mona.post("/projects/HEAT/submit", files=[BUDGET], at=GATE)

    assert {each.headers["location"] for each in answers} == {f"{GATE}?done=submitted"}
    assert again.headers["location"] == f"{GATE}?done=again"
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Revision)) == 1


def test_a_file_is_given_to_keep_and_never_to_open(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    mona = guest("mona")
    hostile = ("files", ('<b>"évil".html', b"<script>alert(1)</script>", "text/html"))
    mona.post("/projects/HEAT/submit", files=[hostile], at=GATE)

    answer = mona.get(f"{GATE}/rounds/1/files/0")

    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "<b>" not in mona.get(GATE).text.split('id="h-f"')[1]


def test_a_package_is_withdrawn_with_a_reason(world: World, guest: Callable[..., Guest]) -> None:
    world.project()
    review_id = world.asked()
    mona = guest("mona")

    without = mona.post("/projects/HEAT/withdraw", at=GATE)
    done = mona.post("/projects/HEAT/withdraw", {"reason": "Wrong file"}, at=GATE)
    request = request_of(world, review_id, "sara")
    sara = guest("sara").get(f"/decisions/{request.id}")

    assert without.status_code == 422
    assert done.headers["location"] == f"{GATE}?done=withdrawn"
    assert sara.status_code == 409
    assert "no longer to be decided" in sara.text


def test_a_contested_finding_is_attested_by_the_pmo(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    review_id = world.hand_in().review.id
    world.judged(review_id, ready=False)
    mona, paul = guest("mona"), guest("paul")
    finding = {"check": "COST-11", "deliverable": "budget", "document": "b" * 64}

    assert "Not ready yet" in mona.get(GATE).text
    unknown = mona.post(f"{GATE}/contests", finding | {"check": "X", "reason": "x"}, at=GATE)
    mona.post(f"{GATE}/contests", finding | {"reason": "It adds up.", "place": "C14"}, at=GATE)
    assert "It adds up." in paul.get("/").text
    with world.database.read() as session:
        contest_id: UUID = session.scalars(select(Contest.id)).one()
    answered = paul.post(
        f"{GATE}/contests/{contest_id}", {"answer": "attest", "words": "I checked."}, at=GATE
    )

    assert unknown.status_code == 404
    assert answered.headers["location"] == f"{GATE}?done=attested"
    with world.database.read() as session:
        assert session.get_one(Review, review_id).state == "submitted"


def test_contesting_before_anything_was_handed_in_is_out_of_sequence(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()

    answer = guest("mona").post(f"{GATE}/contests", {"check": "X", "reason": "x"}, at=GATE)

    assert answer.status_code == 409


def test_the_pmo_gives_a_role(world: World, guest: Callable[..., Guest]) -> None:
    world.project()

    answer = guest("paul").post(
        "/projects/HEAT/roles", {"role": "expert", "person": "stan"}, at="/projects/HEAT"
    )

    assert answer.headers["location"] == "/projects/HEAT?done=assigned"
    assert guest("stan").get("/projects/HEAT").status_code == 200


def test_a_person_is_added_invited_and_disabled(world: World, guest: Callable[..., Guest]) -> None:
    ada = guest("ada")
    form = {"handle": "nina", "name": "Nina Dahl", "email": "nina@example.org", "role": "pmo"}

    added = ada.post("/people", form, at="/people")
    again = ada.post("/people", form, at="/people")
    invited = ada.post("/people/nina/invite", at="/people")
    ended = ada.post("/people/nina/disable", at="/people")
    last = ada.post("/people/ada/disable", at="/people")

    codes = [re.findall(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){4}", each.text) for each in (added, invited)]
    assert all(len(each) == 1 for each in codes)
    assert codes[0] != codes[1]
    assert again.status_code == 409
    assert 'value="Nina Dahl"' in again.text
    assert ended.status_code == 303
    assert last.status_code == 409
    with world.database.read() as session:
        assert find_person(session, "nina").disabled_at is not None


def test_the_mailbox_masks_links_for_all_but_the_addressee(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    request = request_of(world, world.asked(), "sara")
    mail = world.installation.place.data_dir / "mail"
    deliver_waiting(
        world.installation, transport_of("", mail), public_url=ORIGIN, clock=world.clock
    )
    with world.database.read() as session:
        letter_id = session.scalar(select(Letter.id).where(Letter.request_id == request.id))

    link = f"{ORIGIN}{link_of(world, request)}"
    of_ada = guest("ada").get(f"/mailbox/{letter_id}").text
    of_sara = guest("sara").get(f"/mailbox/{letter_id}").text

    assert link not in of_ada
    assert f'href="{link}' in of_sara
    assert "Sara Lind" in guest("ada").get("/mailbox").text
    assert guest("sara").get("/mailbox?own=1").status_code == 200
    assert guest("sara").get("/mailbox").status_code == 403


def test_a_parked_letter_tries_again(world: World, guest: Callable[..., Guest]) -> None:
    world.project()
    with world.database.write() as session:
        letter = session.scalars(select(Letter)).first()
        assert letter is not None
        letter.state, letter.trouble = "parked", "550 no such mailbox"
        letter_id = letter.id
    ada = guest("ada")

    assert "550 no such mailbox" in ada.get("/mailbox").text
    assert ada.post(f"/mailbox/{letter_id}/release", at="/mailbox").status_code == 303
    with world.database.read() as session:
        assert session.get_one(Letter, letter_id).state == "waiting"


def test_the_ledger_page_says_whether_the_chain_holds(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    paul = guest("paul")

    page = paul.post("/ledger/verify", at="/ledger").text

    assert "The chain holds" in page
    assert "project.proposed" in page


def test_an_account_ends_its_sessions_and_tokens(world: World, guest: Callable[..., Guest]) -> None:
    here, there = guest("mona"), guest("mona")
    with world.database.read() as session:
        other = session.scalars(select(SignIn.id).order_by(SignIn.signed_in_at, SignIn.id)).all()

    token = here.post(
        "/account/tokens", {"name": "ci", "scope": "project:read", "days": "30"}, at="/account"
    )
    nonsense = here.post("/account/tokens", {"name": "ci", "days": "many"}, at="/account")
    text = re.search(r"jalon_[\w-]{43}", token.text)
    for each in other:
        here.post(f"/account/sign-ins/{each}/end", at="/account")
        if here.get("/account").status_code == 303:
            break

    assert text is not None
    assert nonsense.status_code == 422
    assert 303 in {each.get("/account").status_code for each in (here, there)}


def test_a_new_password_ends_everything_else(world: World, guest: Callable[..., Guest]) -> None:
    with world.database.write() as session:
        find_person(session, "mona").password_hash = hashed(PASSWORD)
    here, there = guest("mona"), guest("mona")
    new = "other words far apart"

    wrong = here.post("/account/password", {"old": "no", "new": new}, at="/account")
    done = here.post("/account/password", {"old": PASSWORD, "new": new}, at="/account")

    assert wrong.status_code == 422
    assert done.headers["location"] == "/account?done=password"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


def test_pages_speak_the_language_that_was_chosen(
    world: World, stranger: Guest, guest: Callable[..., Guest]
) -> None:
    mona = guest("mona")

    by_browser = stranger.get("/sign-in", headers={"Accept-Language": "de, fr;q=0.8, en;q=0.5"})
    by_link = stranger.get("/sign-in?lang=en", headers={"Accept-Language": "fr"})
    kept = stranger.get("/sign-in", headers={"Accept-Language": "fr"})
    mona.post("/account/preferences", {"language": "fr", "zone": "Europe/Paris"}, at="/account")
    refused = mona.post("/account/preferences", {"language": "xx", "zone": "UTC"}, at="/account")
    nowhere = mona.post("/account/preferences", {"language": "fr", "zone": "Mars"}, at="/account")

    assert [each.headers["content-language"] for each in (by_browser, by_link, kept)] == [
        "fr",
        "en",
        "en",
    ]
    assert "Rien ne vous attend" in mona.get("/").text
    assert (refused.status_code, nowhere.status_code) == (422, 422)


def test_the_list_of_projects_goes_on_page_by_page(
    world: World, guest: Callable[..., Guest]
) -> None:
    for number in range(52):
        world.project(f"P-{number:03}")
    paul = guest("paul")

    first = paul.get("/projects").text
    more = re.search(r'href="(/projects\?after=[^"]+)"', first)
    assert more is not None
    rest = paul.get(more[1]).text

    assert "P-049" in first
    assert "P-050" not in first
    assert "P-051" in rest


def test_an_unforeseen_error_is_a_designed_page_with_all_headers(
    app: FastAPI, world: World
) -> None:
    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
        answer = client.get("/broken", headers={"Accept-Language": "fr"})

    assert answer.status_code == 500
    assert "rien n'est fait à moitié" in answer.text.replace("&#39;", "'")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
