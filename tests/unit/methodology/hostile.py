"""Texts that are written to take long: the worst that each part of the loader could meet."""

from domain.methodology.tree import MOST_CHARACTERS

MANY = 9_000
LETTERS = [f"a{chr(97 + place // 26)}{chr(97 + place % 26)}" for place in range(676)]


def _lines(pattern: str, count: int) -> str:
    return "".join(pattern.format(n=number) + "\n" for number in range(count))


def _listed(beginning: str, count: int, start: int = 0, among: int = 10**9) -> str:
    return ", ".join(f"{beginning}{(start + number) % among}" for number in range(count))


WRITTEN = {
    "open lists": "[" * MOST_CHARACTERS,
    "open mappings": "{" * MOST_CHARACTERS,
    "nested lists": "- " * (MOST_CHARACTERS // 2),
    "nested keys": "".join(" " * depth + "a:\n" for depth in range(1300)),
    "complex keys": "? " * (MOST_CHARACTERS // 2),
    "one key": "a: 1\n" * 190_000,
    "long text": "a: " + "x" * 999_000,
    "long number": "version: " + "9" * 999_000,
    "long list": "gates:\n" + "- a\n" * 240_000,
    "aliases": "a: &a [x,x]\n" + _lines("b{n}: &b{n} [*a,*a,*a]", 20_000),
    "documents": "---\n" * 250_000,
    "directives": "%a b\n" * 200_000,
    "spaces": " " * (MOST_CHARACTERS - 1),
    "too long": "#" * (MOST_CHARACTERS + 1),
}
"""What is wrong as YAML or too large."""

MEANT = {
    "many keys": _lines("k{n}: 1", 90_000),
    "unknown keys": _lines("k{n}: 1", 2 * MANY),
    "huge keys": _lines("k" * 900 + "{n}: 1", 1_000),
    "wrong words": "deliverables:\n" + _lines("- {{id: d{n}, area: x, kind: q}}", 999),
    "long id": f"gates:\n- id: {'x' * 900_000}\n  requirements: [{'{deliverable: a},' * 4000}]",
    "huge ids": "deliverables:\n"
    + _lines("- {{id: " + "x" * 900 + "{n}, area: " + "y" * 90 + "}}", 900),
    "languages": "label:\n" + _lines("  a{n:05d}x: x", 2 * MANY),
    "promised languages": f"languages: [{', '.join(LETTERS[:50])}]\nroles:\n"
    + _lines("- {{id: r{n}, label: {{" + ", ".join(f"{code}: x" for code in LETTERS) + "}}}}", 25),
    "references": "deliverables:\n"
    + _lines("- {{id: d{n}, area: x}}", 1_000)
    + "gates:\n- id: G\n  requirements:\n"
    + _lines("  - {{deliverable: e{n}, maturity: x}}", 4_000),
    "gates": "decisions:\n"
    + _lines("- {{id: d{n}, code: GO}}", 100)
    + "gates:\n"
    + _lines("- {{id: g{n}, decisions: [" + _listed("d", 30) + "]}}", 999),
    "too many gates": "gates:\n" + _lines("- {{id: g{n}}}", MANY),
    "stages": "stages:\n" + _lines("- {{id: s{n}, gate: G, also: [G, H], when: exposed}}", 999),
    "renamed": f"renamed: {{gates: {{{', '.join(f'g{n}: h{n}' for n in range(2 * MANY))}}}}}",
    "accountable": "deliverables:\n"
    + _lines("- {{id: e{n}, raci: {{" + ", ".join(f"r{k}: A" for k in range(16)) + "}}}}", 900),
    "circles": "deliverables:\n"
    + "".join(f"- {{id: e{n}, replaces: [{_listed('e', 36, n, 900)}]}}\n" for n in range(900)),
    "alternatives": "deliverables:\n"
    + _lines("- {{id: e{n}, area: x}}", 900)
    + "gates:\n- id: G\n  requirements:\n"
    + "".join(
        f"  - {{deliverable: e{n}, or_any_of: [{_listed('e', 30, n, 900)}]}}\n" for n in range(900)
    ),
    "expressions": "gates:\n- id: G\n  requirements:\n"
    + _lines("  - {{deliverable: e, when: budget > {n} and start < finish}}", 4_000),
    "long expressions": "deliverables:\n"
    + "".join(f"- {{id: e{n}, when: a{n}{' + a' * 490}}}\n" for n in range(400)),
    "deep expressions": "deliverables:\n"
    + _lines("- {{id: e{n}, when: '" + "(" * 1900 + "'}}", 400),
    "unknown names": "deliverables:\n"
    + _lines("- {{id: e{n}, when: zz{n} and yy{n} or xx{n}}}", 900),
    "unknown values": f"attributes:\n- {{id: a, kind: choice, choices: [{_listed('c', 200)}]}}\n"
    "deliverables:\n" + _lines("""- {{id: e{n}, when: 'a in ["d{n}", "e{n}", "f{n}"]'}}""", 900),
}
"""What is written well and means nothing, over and over."""

WORST = WRITTEN | MEANT
