"""The judge by the interface: what documents serve, the record of checks, places, the queue."""

from tests.service.api.conftest import Caller
from tests.service.pages.test_judge import judged
from tests.world import World


def test_what_a_file_serves_is_said_listed_and_taken_back(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    body = {"path": "numbers.csv", "sha256": "a" * 64, "deliverables": ["budget"]}

    made = callers["mona"].post("/projects/HEAT/matches", body)
    wrong = callers["mona"].post("/projects/HEAT/matches", body | {"deliverables": ["plan"]})
    taken = callers["paul"].post(f"/matches/{made.json()['id']}/revocation")
    again = callers["paul"].post(f"/matches/{made.json()['id']}/revocation")
    listed = callers["sara"].get("/projects/HEAT/matches").json()["items"]

    assert (made.status_code, made.json()["said_by"]) == (200, "Mona Reyes")
    assert wrong.status_code == 404
    assert taken.json()["revoked_by"] == "Paul Morel"
    assert again.json() == taken.json()
    assert listed == [taken.json()]
    assert len(world.nudged) == 3
    assert callers["stan"].post(f"/matches/{made.json()['id']}/revocation").status_code == 404


def test_a_try_takes_what_files_serve_for_this_time_only(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    files = [("files", ("notes.txt", b"Nothing that is a budget, only some words on pumps."))]

    def tried(*serves: str) -> list[tuple[str, list[str]]]:
        answer = callers["mona"].post(
            "/projects/HEAT/tries", files=files, data={"serves": list(serves)}
        )
        assert answer.status_code == 200, answer.text
        return [(each["matched_by"], each["deliverables"]) for each in answer.json()["documents"]]

    assert tried("notes.txt=budget") == [("remembered", ["budget"])]
    assert tried("notes.txt=") == [("none", [])]
    assert callers["mona"].get("/projects/HEAT/matches").json()["items"] == []
    wrong = callers["mona"].post("/projects/HEAT/tries", files=files, data={"serves": "budget"})
    assert wrong.status_code in {400, 422}
    assert "path=deliverable" in wrong.json()["detail"]


def test_a_document_is_shown_around_a_place(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review_id = judged(world)
    path = f"/reviews/{review_id}/files/0/content"

    seen = callers["sara"].get(f"{path}?at=line%203").json()
    from_second = callers["sara"].get(f"{path}?first=1").json()["content"]

    (grid,) = seen["content"]["blocks"]
    assert seen["content"]["found"]
    assert [row["here"] for row in grid["rows"]] == [False, False, True, False]
    assert grid["rows"][2]["cells"][0]["text"] == "<b>Pipes</b>"
    assert from_second["first"] == 0  # all of it fits
    assert callers["sara"].get(f"/reviews/{review_id}/files/7/content").status_code == 404


def test_the_record_of_checks_counts_alarms_and_the_queue_says_what_follows(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    review_id = judged(world)
    finding = callers["mona"].get(f"/reviews/{review_id}/judgement").json()["deliverables"][0]
    (found,) = finding["findings"]
    said = {
        "check": "COST-11",
        "deliverable": "budget",
        "document_sha256": found["document_sha256"],
        "reason": "It adds up.",
        "place": "line 4",
    }
    callers["mona"].post(f"/reviews/{review_id}/contests", said)

    (queued,) = callers["paul"].get("/contests").json()["items"]
    callers["paul"].post(f"/contests/{queued['id']}/answer", {"attest": True, "words": "Seen."})
    items = callers["stan"].get("/checks").json()["items"]
    day = world.at.date().isoformat()
    none = callers["stan"].get("/checks?until=2020-01-01&method=small").json()["items"]
    today = callers["stan"].get(f"/checks?since={day}&until={day}&method=small@1").json()["items"]

    assert (queued["back"], queued["left"], queued["may_answer"]) == (True, 0, True)
    assert queued["finding"]["location"] == "line 3"
    (check,) = [each for each in items if each["id"] == "COST-11"]
    assert check["count"] == {
        "asked": 1,
        "failed": 1,
        "cannot_tell": 0,
        "contested": 1,
        "attested": 1,
        "refused": 0,
        "rate": "1.0000",
    }
    assert [each["method"] for each in check["versions"]] == ["small@1"]
    assert set(check["title"]) == {"en", "fr"}
    assert all(each["count"]["asked"] == 0 for each in none)
    assert [each["count"]["asked"] for each in today if each["id"] == "COST-11"] == [1]
