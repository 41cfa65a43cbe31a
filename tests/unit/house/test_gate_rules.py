"""The page of the rules says what the tests cite, gaps and all."""

from tests.gate_rules import PAGE, RULES, held, page


def test_the_page_is_what_the_tests_cite() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_only_rules_that_there_are_are_cited() -> None:
    assert list(RULES) == list(range(1, 57))
    assert set(held()) == set(RULES)
