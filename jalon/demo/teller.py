"""Tells what happens: beautifully on a terminal, in plain lines in a pipe."""

import time
from collections.abc import Iterable, Sequence

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from domain.text import Text, both, in_language
from jalon.demo.postbox import Received

WIDTH = 100
FEW = 9
"""Lines of a letter that are shown; its whole text went to its reader."""


class Teller:
    """Speaks one language to one console."""

    def __init__(self, language: str, console: Console | None = None) -> None:
        self.language = language
        self.console = console or Console(highlight=False, soft_wrap=True)
        self.fine = self.console.is_terminal
        self.started = time.monotonic()

    def words(self, text: Text, **values: object) -> str:
        """Return a text in our language, its places filled."""
        said = in_language(text, self.language)
        return said.format(**values) if values else said

    def chapter(self, text: Text, **values: object) -> None:
        """Begin a part."""
        title = self.words(text, **values)
        self.console.print()
        if self.fine:
            self.console.print(Rule(Styled(title, "bold cyan"), align="left"))
        else:
            self._line(f"=== {title}")

    def step(self, text: Text, **values: object) -> None:
        """Say what happens now."""
        clock = f"{time.monotonic() - self.started:6.1f} s"
        self._line(f"{clock}  {self.words(text, **values)}", "", head=len(clock))

    def aside(self, said: str) -> None:
        """Quote what the method asks."""
        self._line(f"          {said}", "italic")

    def address(self, text: Text, url: str) -> None:
        """Give an address to open."""
        self._line(f"          {self.words(text)}  {url}", "bold")

    def answer(self, who: str, said: str) -> None:
        """Say what a person was answered by a page."""
        colon = self.words(both(":", " :"))
        self._line(f"          {who}{colon} {said}", "green")

    def letter(self, letter: Received, *, lines: int = FEW) -> None:
        """Show a letter that has just arrived: its reader, its subject, its first lines."""
        body = _first(letter.text, lines)
        head = self.words(both("To", "À")) + f"  {letter.to}"
        if self.fine:
            shown = Group(Styled(head, "dim"), Styled(letter.subject, "bold"), "", Styled(body))
            self.console.print(Panel(shown, title="✉", title_align="left", width=WIDTH))
        else:
            self._line(f"    | {head}")
            self._line(f"    | {letter.subject}")
            for line in body.splitlines():
                self._line(f"    |   {line}".rstrip())

    def others(self, letters: Iterable[Received]) -> None:
        """Name the other letters that arrived, one line each."""
        for letter in letters:
            self._line(f"    ✉ {letter.to}: {letter.subject}", "dim")

    def findings(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show what is wrong: the check, where, and what was found."""
        if self.fine and rows:
            table = Table(width=WIDTH, show_header=False, border_style="red")
            for row in rows:
                table.add_row(*(Styled(cell) for cell in row))
            self.console.print(table)
            return
        for check, place, found in rows:
            self._line(f"    x {check}  {place}: {found}")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Show a small table, such as the sign-ins."""
        table = Table(*head, box=None if not self.fine else Table().box)
        for row in rows:
            table.add_row(*(Styled(cell) for cell in row))
        self.console.print(table)

    def _line(self, text: str, style: str = "", *, head: int = 0) -> None:
        styled = Styled(text, style)
        if head:
            styled.stylize("dim", 0, head)
        self.console.print(styled)


def _first(text: str, count: int) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept[:count]).strip()
