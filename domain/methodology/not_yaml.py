"""What is said of a text that is no YAML, with a hint where the reason alone does not help."""

from domain.text import Text, both

IN_BRACKETS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
"""The reader's words where a text within brackets ends before the bracket closes."""


def not_yaml(problem: str) -> Text:
    """Say that a text is no YAML, why, and what to do about quotes within brackets."""
    en, fr = f"this is not YAML: {problem}", f"ce n'est pas du YAML : {problem}"
    if problem not in IN_BRACKETS:
        return both(en, fr)
    return both(
        f"{en}; put a text with quotes or brackets inside single quotes",
        f"{fr} ; mettez un texte avec guillemets ou crochets entre apostrophes",
    )
