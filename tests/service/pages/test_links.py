"""The mailed link: it cannot be guessed, it decides nothing, it stands in no log."""

import io
import logging
import random
import socket
import string
import threading
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from lifecycle.questions.link import opened_by
from storage.tables.reviews import DecisionRequest
from tests.service.pages.guests import FROM_HERE, Guest, dump, link_of, request_of
from tests.world import World

LETTERS = string.ascii_letters + string.digits + "-_"
DEADLINE = 20.0


@pytest.fixture
def asked(world: World) -> DecisionRequest:
    world.project()
    return request_of(world, world.asked(), "sara")


def mutated(link: str, other: str, *, count: int) -> Iterator[str]:
    """Yield texts that are nearly the link, and none of them the link itself."""
    dice = random.Random(7)  # noqa: S311 - the same texts at every run
    request_id, kid, token = link.split(".")
    for last in LETTERS:
        yield f"{request_id}.{kid}.{token[:-1]}{last}"
    for place in range(len(token)):
        yield f"{request_id}.{kid}.{token[:place]}{token[place + 1 :]}"
    yield from (
        f"{link}=",
        f"{link}==",
        f"{link} ",
        f"{link}.",
        f".{kid}.{token}",
        f"{request_id}..{token}",
        f"{request_id}.{kid}.",
        f"{request_id}.other.{token}",
        f"{request_id.upper()}.{kid}.{token}",
        f"{request_id.replace('-', '')}.{kid}.{token}",
        f"{{{request_id}}}.{kid}.{token}",
        f"{request_id}.{kid}.{other.split('.')[2]}",
        f"{other.split('.', maxsplit=1)[0]}.{kid}.{token}",
        f"{request_id}.{kid}.{token.swapcase()}",
    )
    for _ in range(count):
        letters = list(token)
        for place in dice.sample(range(len(token)), k=dice.choice((1, 1, 2, 3))):
            letters[place] = dice.choice(LETTERS)
        yield f"{request_id}.{kid}.{''.join(letters)}"


@pytest.mark.gate_rule(29)
def test_an_1_no_mutated_link_opens_anything(world: World, asked: DecisionRequest) -> None:
    link = link_of(world, asked).removeprefix("/d/")
    other = link_of(world, request_of(world, asked.review_id, "finn")).removeprefix("/d/")
    tried = {text for text in mutated(link, other, count=17_000) if text != link}

    opened = [text for text in tried if opened_by(world.installation, text, at=world.at)]

    assert opened == []
    assert len(tried) > 10_000
    assert opened_by(world.installation, link, at=world.at) == asked.id


def test_an_1_an_unknown_id_and_a_wrong_token_get_the_same_answer(
    world: World, asked: DecisionRequest, stranger: Guest
) -> None:
    link = link_of(world, asked)
    wrong = link[:-3] + ("AAA" if not link.endswith("AAA") else "BBB")
    unknown = link.replace(str(asked.id), str(uuid4()))

    answers = [stranger.get(path) for path in (wrong, unknown, "/d/x", "/d/a.b.c")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_a_link_tells_a_stranger_only_that_a_decision_waits(
    world: World, asked: DecisionRequest, stranger: Guest
) -> None:
    answer = stranger.get(link_of(world, asked) + "?choice=GO")

    assert answer.status_code == 200
    assert "A decision waits for you" in answer.text
    assert not any(word in answer.text for word in ("HEAT", "Heat", "Shall we begin", "Sara"))
    token = link_of(world, asked).rsplit(".", 1)[1]
    assert token not in answer.text


@pytest.mark.gate_rule(30)
def test_a_link_opened_by_somebody_else_finds_nothing(
    world: World, asked: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    finn = guest("finn")

    first = finn.get(link_of(world, asked))
    then = finn.get(first.headers["location"])

    assert (first.status_code, then.status_code) == (303, 404)


@pytest.mark.gate_rule(28)
def test_a_thousand_fetches_of_every_link_decide_nothing(
    world: World, asked: DecisionRequest, guest: Callable[..., Guest], stranger: Guest
) -> None:
    """SC-1 and SC-3: a scanner changes nothing, and the human path still works after it."""
    before = dump(world)
    link = link_of(world, asked)

    for number in range(1000):
        agent = {"User-Agent": f"scanner {number % 10}", "Purpose": "prefetch"}
        method = ("GET", "HEAD", "OPTIONS")[number % 3]
        stranger.client.request(method, f"{link}?choice=GO", headers=agent)

    assert dump(world) == before
    sara = guest("sara")
    page = sara.get(sara.get(f"{link}?choice=GO").headers["location"])
    assert page.status_code == 200
    assert 'value="GO"' in page.text


def test_an_8_a_foreign_host_is_refused(stranger: Guest) -> None:
    for host in ("evil.example", "localhost.evil.example", "evil.example:8080", ""):
        assert stranger.get("/sign-in", headers={"Host": host}).status_code == 400


def test_an_7_no_token_and_no_password_stands_in_a_log(
    app: FastAPI, world: World, asked: DecisionRequest
) -> None:
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    loggers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.access", "uvicorn.error")]
    link = link_of(world, asked)
    token = link.rsplit(".", 1)[1]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=True))
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
            logger.addHandler(handler)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            _until_started(server)
            with httpx.Client(base_url=address) as client:
                client.get(f"{link}?choice=GO")
                client.head(link)
                client.get(f"{link}%20?x={token}")
                client.get("/sign-in", params={"next": link})
                client.post("/sign-in", data={"password": token}, headers=FROM_HERE)
                client.get("/nowhere", headers={"Cookie": f"jalon={token}"})
        finally:
            server.should_exit = True
            thread.join(DEADLINE)
            for logger in loggers:
                logger.removeHandler(handler)

    said = heard.getvalue()
    assert f"/d/{asked.id}" in said
    assert token not in said
    assert "choice" not in said


def _until_started(server: uvicorn.Server) -> None:
    end = time.monotonic() + DEADLINE
    while not server.started:
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.01)
