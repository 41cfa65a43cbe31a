from uuid import UUID

import pytest

from domain.authority import RULES, SCOPES, Act, What, Who, allows

ANNE = UUID(int=1)
PROJECT_MANAGER = What(roles_on_project=frozenset({"pm"}), manager_role="pm", is_author=True)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_rule_and_a_scope_or_is_refused_to_tokens(act: Act) -> None:
    assert act in RULES
    assert act in SCOPES or not allows(
        act, Who(person_id=ANNE, scopes=frozenset(SCOPES.values())), What()
    )


def test_a_stranger_sees_no_project() -> None:
    assert not allows(Act.VIEW, Who(person_id=ANNE), What())


def test_an_administrator_neither_decides_nor_reads_projects() -> None:
    admin = Who(person_id=ANNE, roles=frozenset({"admin"}))

    assert not allows(Act.VOTE, admin, What())
    assert not allows(Act.VIEW, admin, What())
    assert allows(Act.MANAGE_PEOPLE, admin, What())


def test_an_author_never_votes_even_with_a_seat() -> None:
    assert not allows(Act.VOTE, Who(person_id=ANNE), What(holds_seat=True, is_author=True))


def test_the_project_manager_hands_in_and_never_attests() -> None:
    manager = Who(person_id=ANNE, roles=frozenset({"pmo"}))

    assert allows(Act.SUBMIT, manager, PROJECT_MANAGER)
    assert not allows(Act.ATTEST, manager, PROJECT_MANAGER)


def test_an_executive_does_not_see_confidential_projects() -> None:
    executive = Who(person_id=ANNE, roles=frozenset({"executive"}))

    assert allows(Act.VIEW, executive, What())
    assert not allows(Act.VIEW, executive, What(confidential=True))


def test_a_token_does_only_what_its_scopes_say() -> None:
    reader = Who(person_id=ANNE, scopes=frozenset({"project:read"}))

    assert allows(Act.VIEW, reader, PROJECT_MANAGER)
    assert not allows(Act.SUBMIT, reader, PROJECT_MANAGER)


def test_a_remembered_device_opens_the_persons_own_decisions_only() -> None:
    device = Who(person_id=ANNE, roles=frozenset({"pmo", "admin"}), limited=True)

    allowed = {act for act in Act if allows(act, device, What(holds_seat=True))}

    assert allowed == {Act.VIEW, Act.VOTE}
    assert not allows(Act.VIEW, device, What(roles_on_project=frozenset({"sponsor"})))
