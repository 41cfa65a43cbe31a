"""The interface is what its document says: every answer, also to nonsense, is described there."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships none
from starlette.testclient import TestClient

from tests.service.api.conftest import Caller
from tests.service.api.described import Description
from tests.world import World

NOTHING = "00000000-0000-0000-0000-00000000000f"
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["HEAT", "sara", "approve", "2026-12-24", "GO", "\x00", "\ud800", "9" * 400])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_document_is_openapi_3_1_and_open_to_anybody(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_operation_names_its_scope_its_key_and_its_refusals(
    document: dict[str, Any],
) -> None:
    for (method, path), operation in Description(document).operations.items():
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["description"], where
        assert operation["tags"], where
        assert list(operation["security"][0]) == ["token"], where
        named = {each["name"] for each in operation.get("parameters", ())}
        assert ("Idempotency-Key" in named) == (method == "POST"), where
        assert {"400", "401", "403", "404", "405", "413", "422", "429"} <= set(
            operation["responses"]
        ), where
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], where
    votes = document["paths"]["/api/v1/reviews/{review_id}/votes"]["post"]
    assert votes["security"] == [{"token": ["vote"]}]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_reference_of_the_document_leads_nowhere(document: dict[str, Any]) -> None:
    known = set(document["components"]["schemas"])

    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert named <= known


def test_nonsense_is_answered_as_described_and_never_with_a_fault_of_ours(
    world: World, caller: Callable[..., Caller], client: TestClient
) -> None:
    description = Description(client.get("/api/v1/openapi.json").json())
    world.project()
    review = str(world.asked())
    callers = [caller(who) for who in ("paul", "mona", "sara", "ada")]
    posts = sorted(path for method, path in description.operations if method == "POST")
    filled = {
        path: path.removeprefix("/api/v1").format(
            code="HEAT", number=1, review_id=review, contest_id=NOTHING, handle="finn",
            letter_id=NOTHING, tailoring_id=NOTHING, match_id=NOTHING,
            method_key="small", version=1, delegation_id=NOTHING, question_id=NOTHING,
            point=1, action=1, kind="lessons",
        )
        for path in posts
        if not path.endswith(("/tries", "/disable"))
    }  # fmt: skip

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.sampled_from(sorted(filled)),
        st.sampled_from(callers),
        ANYTHING,
        st.data(),
    )
    def sends(path: str, who: Caller, body: Any, data: st.DataObject) -> None:
        sent = data.draw(st.just(body) | near(description, path))
        answer = who.post(
            filled[path],
            content=json.dumps(sent).encode(),
            headers={"Content-Type": "application/json"},
        )

        assert answer.status_code < 500
        assert description.objection("POST", f"/api/v1{filled[path]}", answer) is None

    sends()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_odd_addresses_are_answered_as_described(
    world: World, caller: Callable[..., Caller], client: TestClient
) -> None:
    description = Description(client.get("/api/v1/openapi.json").json())
    world.project()
    review = str(world.asked())
    callers = [caller(who) for who in ("paul", "stan", "ada")]
    gets = sorted(path for method, path in description.operations if method == "GET")
    odd = st.sampled_from(
        ["HEAT", "A", "0", "1", "-1", "9" * 30, "%00", "%ff", "é", "..", "%2e%2e", "a b", review]
    ) | st.text(alphabet="aA0-_.~%é ", min_size=1, max_size=6)

    @settings(
        max_examples=120,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.sampled_from(gets),
        st.sampled_from(callers),
        st.dictionaries(st.sampled_from(["limit", "after", "round", "head", "state"]), odd),
        st.data(),
    )
    def asks(path: str, who: Caller, query: dict[str, str], data: st.DataObject) -> None:
        parts = [
            data.draw(odd) if part.startswith("{") else part
            for part in path.removeprefix("/api/v1").split("/")
        ]
        address = "/".join(parts)
        answer = who.get(address, params=query)

        assert answer.status_code < 500
        where = answer.request.url.path
        assert description.objection("GET", where, answer) is None

    asks()


def near(description: Description, path: str) -> st.SearchStrategy[Any]:
    """Return bodies that have the right fields, with anything in them."""
    content = description.operations["POST", path].get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    fields = description.document["components"]["schemas"].get(name, {}).get("properties", {})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(fields, ANYTHING))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_answer_that_is_not_described_would_be_found(
    document: dict[str, Any], caller: Callable[..., Caller]
) -> None:
    answer = caller("paul").get("/me")
    described = document["paths"]["/api/v1/me"]["get"]["responses"]
    schema = described["200"]["content"]["application/json"]["schema"]

    assert Description(document).objection("GET", "/api/v1/me", answer) is None
    described["200"]["content"]["application/json"]["schema"] = {"required": ["shoe_size"]}
    assert "shoe_size" in str(Description(document).objection("GET", "/api/v1/me", answer))
    described["200"]["content"] = {"text/html": {"schema": schema}}
    assert "comes as" in str(Description(document).objection("GET", "/api/v1/me", answer))
    del described["200"]
    assert "not described" in str(Description(document).objection("GET", "/api/v1/me", answer))
