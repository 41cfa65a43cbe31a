"""A judgement as text for a terminal: what to mend first, then what is worth knowing."""

import textwrap
from collections.abc import Iterator, Sequence

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Status, Verdict
from domain.place import place_words
from domain.text import Text, in_language
from gates.dossier import Dossier
from gates.evidence.content import Read
from jalon.output import styled

WIDTH = 96

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "ready": "READY",
        "not_ready": "NOT READY",
        "blocking": "{n} to mend",
        "open": "{n} to watch",
        "passed": "{n} passed",
        "aside": "{n} not applicable",
        "seconds": "{n} s",
        "expected": "expected",
        "found": "found",
        "fix": "do",
        "origin": "asked",
        "missing": "missing",
        "optional": "not required",
        "documents": "Documents",
        "unused": "serves no deliverable; only compared with the others",
        "manifest": "by the manifest",
        "remembered": "as confirmed before",
        "content": "by content",
        "name": "by name",
        "mend": "Mend what is marked ✗, then run the command again.",
    },
    "fr": {
        "ready": "PRÊT",
        "not_ready": "PAS PRÊT",
        "blocking": "{n} à corriger",
        "open": "{n} à surveiller",
        "passed": "{n} en ordre",
        "aside": "{n} sans objet",
        "seconds": "{n} s",
        "expected": "attendu",
        "found": "trouvé",
        "fix": "à faire",
        "origin": "demandé",
        "missing": "manquant",
        "optional": "facultatif",
        "documents": "Documents",
        "unused": "ne répond à aucun livrable ; comparé aux autres seulement",
        "manifest": "par le manifeste",
        "remembered": "déjà confirmé",
        "content": "par le contenu",
        "name": "par le nom",
        "mend": "Corrigez ce qui porte ✗, puis relancez la commande.",
    },
}


def described(dossier: Dossier, judgement: Judgement, language: str) -> str:
    """Return the whole judgement as text; passed checks are a count."""
    return "\n".join(_Page(dossier, judgement, language).lines())


class _Page:
    """The lines of one judgement in one language."""

    def __init__(self, dossier: Dossier, judgement: Judgement, language: str) -> None:
        self.dossier = dossier
        self.judgement = judgement
        self.language = language
        self.words = _WORDS[language]
        self.colon = {"en": ": ", "fr": " : "}[language]

    def lines(self) -> Iterator[str]:
        """Yield the head, the areas with something open, and the documents."""
        yield from self.head()
        for area in self.dossier.method.areas:
            rows = [
                (each, finding)
                for each in self.judgement.deliverables
                if each.knowledge_area == area.id
                for finding in each.findings
                if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
            ]
            if rows:
                yield ""
                yield styled(self.say(area.label), "strong")
                for each, finding in sorted(rows, key=lambda row: not self.blocks(*row)):
                    yield from self.finding(each, finding)
        yield from self.documents()
        if self.judgement.verdict is Verdict.NOT_READY:
            yield ""
            yield self.words["mend"]

    def head(self) -> Iterator[str]:
        """Yield who is judged, by what, and the answer."""
        project, gate = self.dossier.project, self.dossier.gate
        name = " ".join(part for part in (project.name, f"({project.code})") if part != "()")
        label = self.say(gate.label)
        title = label if gate.id in label.split() else f"{gate.id} {label}"
        parts = [name, title, self.judgement.method, self.judgement.as_of.isoformat()]
        yield styled(" · ".join(part for part in parts if part), "strong")
        yield ""
        ready = self.judgement.verdict is Verdict.READY
        word = self.words[self.judgement.verdict.value]
        yield styled(word, "good" if ready else "bad") + self.colon + self.counts()

    def counts(self) -> str:
        """Return how many findings stand open, passed or aside."""
        rows = [
            (each, finding) for each in self.judgement.deliverables for finding in each.findings
        ]
        open_ones = [row for row in rows if row[1].outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)]
        blocking = sum(1 for row in open_ones if self.blocks(*row))
        numbers = {
            "blocking": blocking,
            "open": len(open_ones) - blocking,
            "passed": sum(1 for _, finding in rows if finding.outcome is Outcome.PASS),
            "aside": sum(1 for _, finding in rows if finding.outcome is Outcome.NOT_APPLICABLE),
        }
        shown = [self.words[key].format(n=n) for key, n in numbers.items() if n]
        seconds = f"{self.judgement.seconds:.1f}"
        if self.language == "fr":
            seconds = seconds.replace(".", ",")
        return ", ".join([*shown, self.words["seconds"].format(n=seconds)])

    def blocks(self, each: JudgedDeliverable, finding: Finding) -> bool:
        """Tell whether a finding keeps the package back."""
        return each.required and finding.severity is Severity.BLOCKER

    def finding(self, each: JudgedDeliverable, finding: Finding) -> Iterator[str]:
        """Yield one finding: what, where, expected, found, to do."""
        if self.blocks(each, finding):
            mark, style = "✗", "bad"
        elif finding.outcome is Outcome.CANNOT_TELL:
            mark, style = "?", "doubt"
        else:
            mark, style = "!", "doubt"
        name = self.say(each.name, self.dossier.method.language)
        own = finding.check == each.id
        title = name if own else f"{finding.check}  {self.say(finding.title)}"
        if own and each.status is Status.MISSING:
            title += f" ({self.words['missing']})"
        if not each.required:
            title += f" ({self.words['optional']})"
        yield f"  {styled(mark, style)} {title}"
        place = finding.document
        if finding.location:
            where = self.say(place_words(finding.location))
            place = f"{place}, {where}" if place else where
        if place:
            yield f"      {styled(place, 'strong')}"
        for key, text in (
            ("found", finding.found),
            ("expected", finding.expected),
            ("fix", finding.fix),
            ("origin", each.origin),
        ):
            yield from self.told(key, text)

    def told(self, key: str, text: Text) -> Iterator[str]:
        """Yield a sentence under its word, folded to the width."""
        said = self.say(text)
        if said:
            wide = max(len(self.words[each]) for each in ("expected", "found", "fix", "origin"))
            head = f"      {self.words[key]:<{wide}}  "
            yield from textwrap.wrap(
                head + said,
                WIDTH,
                subsequent_indent=" " * len(head),
                break_on_hyphens=False,
                drop_whitespace=True,
            )

    def documents(self) -> Iterator[str]:
        """Yield what each document was taken for; trouble first."""
        yield ""
        yield styled(f"{self.words['documents']} ({len(self.judgement.documents)})", "strong")
        wide = max((len(each.path) for each in self.judgement.documents), default=0)
        for each in sorted(self.judgement.documents, key=_trouble):
            yield f"  {each.path:<{wide}}  {self.taken_for(each)}"
            if each.reason and each.read != Read.REFUSED:
                yield f"  {'':<{wide}}  {styled(self.say(each.reason), 'doubt')}"

    def taken_for(self, each: JudgedDocument) -> str:
        """Return what a document serves, or why it serves nothing."""
        served = ", ".join(self.names(each.deliverables))
        parts = [served] if served else []
        if each.read == Read.REFUSED:
            parts.append(styled(self.say(each.reason), "bad"))
        elif served:
            how = self.words[each.matched_by]
            sure = f"{each.confidence:.0%}"
            if self.language == "fr":
                sure = sure.replace("%", "\N{NO-BREAK SPACE}%")
            parts.append(styled(f"{how}, {sure}", "faint"))
        else:
            parts.append(styled(self.words["unused"], "doubt"))
        return "  ".join(parts)

    def names(self, ids: Sequence[str]) -> list[str]:
        """Return the names of deliverables."""
        method = self.dossier.method
        return [self.say(method.deliverable(each).label, method.language) for each in ids]

    def say(self, text: Text, default: str = "en") -> str:
        """Return words in the language of the page."""
        return in_language(text, self.language, default)


def _trouble(each: JudgedDocument) -> int:
    if each.read == Read.REFUSED:
        return 0
    return 2 if each.deliverables else 1
