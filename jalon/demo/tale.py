"""One project's tale: proposed, tried, handed in, sent back, decided gate by gate, closed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from domain.review.effect import COMPLETED
from domain.text import Text, both, in_language
from examples import library
from jalon.demo.cast import ADMINISTRATOR, READ, WRITE, Cast, handle_of
from jalon.demo.conditions import asked_of, settle
from jalon.demo.interface import Interface
from jalon.demo.postbox import Postbox, Received, name_in
from jalon.demo.teller import Teller
from jalon.demo.trouble import StoppedError
from jalon.demo.voting import answer

LETTER, WHOLE = "/d/", 40
"""What the address of a decision holds; how many lines show the whole of a letter."""

JUDGED = {"returned", "open", "decided"}


class Tale:
    """An example project on its way through the gates of its method."""

    def __init__(self, name: str, cast: Cast, postbox: Postbox, teller: Teller) -> None:
        self.name, self.cast, self.postbox, self.teller = name, cast, postbox, teller
        self.facts = library.facts(name)
        self.people: list[dict[str, Any]] = self.facts["people"]
        self.code = str(self.facts["code"])
        self.told = 0

    def tell(self) -> None:
        """Take the project from its proposal to closure."""
        self._propose()
        condition = library.condition(self.name)
        for gate, folders in library.packages(self.name).items():
            self._gate(gate, folders, condition if condition["gate"] == gate else None)
        closed = self._manager().wait(
            f"/projects/{self.code}", lambda said: said["state"] != "open"
        )
        if closed["closed_as"] != COMPLETED:
            raise StoppedError(
                f"{self.code} was closed as {closed['closed_as']}.",
                f"{self.code} a été clos comme {closed['closed_as']}.",
            )
        self.teller.step(
            both("{code} is closed: {title}.", "{code} est clos : {title}."),
            code=self.code,
            title=self.facts["name"],
        )

    def _propose(self) -> None:
        self.teller.chapter(
            both("{title} ({code}), method {method}", "{title} ({code}), méthode {method}"),
            title=self.facts["name"],
            code=self.code,
            method=self.facts["method"],
        )
        proposer = next(each for each in self.people if "pmo" in each.get("everywhere", ()))
        at_interface = self.cast.interface(
            handle_of(proposer), self.facts["language"], [READ, WRITE]
        )
        since = len(self.postbox.letters)
        at_interface.post(
            "/projects",
            {
                "code": self.code,
                "title": self.facts["name"],
                "method": self.facts["method"],
                "roles": {each["role"]: handle_of(each) for each in self.people},
                "currency": self.facts["currency"],
                "budget": str(self.facts["budget"]),
                "start": str(self.facts["start"]),
                "finish": str(self.facts["finish"]),
                "class": self.facts["class"],
                "attributes": self.facts["attributes"],
            },
        )
        self.teller.step(
            both("{who} proposes the project.", "{who} propose le projet."), who=proposer["name"]
        )
        self.teller.address(both("Its page:", "Sa page :"), f"{self.cast.url}/projects/{self.code}")
        self._show(self.postbox.wait(_is_to(proposer["email"]), since=since), proposer)

    def _gate(
        self, gate: str, folders: tuple[Path, ...], condition: Mapping[str, str] | None
    ) -> None:
        asked = self._manager().get(f"/projects/{self.code}/gates/{gate}")
        self.teller.chapter(
            both("{code} · {gate}", "{code} · {gate}"),
            code=self.code,
            gate=self._say(asked["label"]),
        )
        self.teller.aside(self._say(asked["question"]))
        for folder in folders:
            since = len(self.postbox.letters)
            self._try(folder)
            review = self._hand_in(folder)
            if review["state"] == "returned":
                self.teller.step(
                    both(
                        "It is sent back; no approver has seen it. The project manager is told:",
                        "Il est renvoyé ; aucun décideur ne l'a vu. Le chef de projet reçoit :",
                    )
                )
                self.teller.letter(self.postbox.wait(bool, since=since)[0], lines=WHOLE)
        if review["state"] != "open":
            raise StoppedError(
                f"The package of {gate} was not accepted: it is {review['state']}.",
                f"Le dossier de {gate} n'a pas été accepté : il est « {review['state']} ».",
            )
        self._decide(gate, review, since, condition)

    def _try(self, folder: Path) -> None:
        found = self._manager().send(f"/projects/{self.code}/tries", folder)
        rows = [
            (
                each["check"],
                f"{each['document']} {each['location']}".strip(),
                self._say(each["found"]),
            )
            for deliverable in found["deliverables"]
            for each in deliverable["findings"]
            if each["outcome"] in {"fail", "cannot_tell"}
        ]
        self.teller.step(
            both(
                "Dry run of {count} files in {seconds:.1f} s: {verdict}.",
                "Essai à blanc de {count} fichiers en {seconds:.1f} s : {verdict}.",
            ),
            count=len(list(folder.iterdir())),
            seconds=found["seconds"],
            verdict=self.teller.words(VERDICTS[found["verdict"]]),
        )
        self.teller.findings(rows)

    def _hand_in(self, folder: Path) -> Any:
        manager = self._manager()
        frozen = manager.send(f"/projects/{self.code}/packages", folder)
        self.teller.step(
            both(
                "Handed in as revision {revision}, {sha}; Jalon reads and judges it.",
                "Déposé en révision {revision}, {sha} ; Jalon le lit et le contrôle.",
            ),
            revision=frozen["revision"],
            sha=frozen["sha256"][:12],
        )
        return manager.wait(f"/reviews/{frozen['review_id']}", lambda said: said["state"] in JUDGED)

    def _decide(
        self, gate: str, review: Any, since: int, condition: Mapping[str, str] | None
    ) -> None:
        manager = self._manager()
        seats = manager.get(f"/projects/{self.code}/gates/{gate}")["round"]["seats"]
        letters = self.postbox.wait(lambda came: len(_questions(came)) >= len(seats), since=since)
        questions = _gating_first(_questions(letters), seats)
        self.teller.step(
            both(
                "The package stands. Asked, each once ({count}):",
                "Le dossier tient. Sollicités, chacun une fois ({count}) :",
            ),
            count=len(questions),
        )
        self._show(questions)
        since = len(self.postbox.letters)
        self._vote(review, questions, condition)
        decided = manager.wait(
            f"/reviews/{review['id']}", lambda said: said["carried_out_at"] is not None
        )
        self.teller.step(
            both(
                "Decided: {word}. Everybody concerned is told:",
                "Décidé : {word}. Chacun est prévenu :",
            ),
            word=self._word(gate),
        )
        self.cast.interfaces[ADMINISTRATOR["handle"]].wait(
            "/letters", lambda said: not said["items"], state="waiting"
        )
        manager_email = _is_to(self._person("project-manager")["email"])
        self._show(self.postbox.wait(manager_email, since=since), self._person("project-manager"))
        if condition is not None and decided["code"] == "CONDITIONAL_GO":
            settle(
                self.code, condition["met"], self.people, self._manager(), self.cast, self.teller
            )

    def _vote(
        self, review: Any, questions: list[Received], condition: Mapping[str, str] | None
    ) -> None:
        manager = handle_of(self._person("project-manager"))
        self.teller.step(
            both("They follow the link and vote on the page:", "Ils suivent le lien et votent :")
        )
        for letter in questions:
            voter = letter.recipient.split("@")[0]
            if voter == manager:
                continue  # who handed the package in is heard, and does not vote on it
            asked = asked_of(condition, self.people) if condition else None
            said = answer(self.cast, voter, letter, asked)
            if said is None:
                continue
            condition = None
            self.teller.answer(name_in(letter.to), said)
            state = self._manager().get(f"/reviews/{review['id']}")["state"]
            if state == "decided":
                break

    def _show(self, letters: list[Received], reader: Mapping[str, Any] | None = None) -> None:
        """Show one letter, the reader's own if there is one, and name the others."""
        email = reader["email"] if reader else ""
        ordered = sorted(letters, key=lambda letter: letter.recipient != email)
        self.teller.letter(ordered[0])
        self.teller.others(ordered[1:])

    def _word(self, gate: str) -> str:
        found = self._manager().get(f"/projects/{self.code}/gates/{gate}")
        return self._say(found["round"]["word"])

    def _manager(self) -> Interface:
        handle = handle_of(self._person("project-manager"))
        return self.cast.interface(handle, self.facts["language"], [READ, WRITE])

    def _person(self, role: str) -> Mapping[str, Any]:
        return next(each for each in self.people if each["role"] == role)

    def _say(self, text: Text | None) -> str:
        return in_language(text or {}, self.teller.language)


def _is_to(email: str) -> Callable[[list[Received]], bool]:
    return lambda letters: any(letter.recipient == email for letter in letters)


def _questions(letters: list[Received]) -> list[Received]:
    return [letter for letter in letters if letter.link(LETTER) is not None]


def _gating_first(questions: list[Received], seats: list[Any]) -> list[Received]:
    """Return the letters to those who decide, then those to the advisers."""
    advisers = {seat["person"] for seat in seats if seat["advisory"]}
    return sorted(questions, key=lambda letter: name_in(letter.to) in advisers)


VERDICTS = {
    "ready": both("ready", "prêt"),
    "not_ready": both("not ready", "pas prêt"),
}
