"""A project as text: where it stands, how its method applies, what was decided, what is open."""

from collections.abc import Iterator

from domain.text import in_language
from jalon.output import styled, table
from lifecycle.questions.fitted import FittingSeen
from lifecycle.questions.opened import OpenGateSeen
from lifecycle.questions.projects import ProjectPage
from lifecycle.questions.seen import ProjectSeen


def page_text(page: ProjectPage, language: str) -> str:
    """Return a project's page as lines of text."""
    project = page.project
    say = _Words(language)
    gate = in_language(project.gate_label, language)
    rows = [
        (say("method", "méthode"), project.method),
        (say("stage", "étape"), _stage(project, language)),
        (say("gate", "jalon"), gate if gate.startswith(project.gate) else f"{project.gate} {gate}"),
        (say("waits for", "attend"), waits(page.waits_for, language)),
        (say("manager", "chef de projet"), project.manager),
        *_opened(project, say),
        *_fitting(page.fitting, say),
    ]
    rows += [
        (say("decided", "décidé"), f"{each.gate} {say.text(each.word)}, {each.decided_on}")
        for each in page.passages
    ]
    rows += [
        (
            say("condition", "réserve"),
            f"{each.number}. {each.words} ({each.owner}, {each.due_on}, {each.state})",
        )
        for each in page.conditions
    ]
    return f"{styled(project.code, 'strong')}  {project.title}\n{table(rows)}"


class _Words:
    """Says things in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, en: str, fr: str) -> str:
        return fr if self.language == "fr" else en

    def text(self, text: dict[str, str]) -> str:
        return in_language(text, self.language)


def _stage(project: ProjectSeen, language: str) -> str:
    stage = in_language(project.stage_label, language)
    return stage if project.iteration == 1 else f"{stage} ({project.iteration})"


def _opened(project: ProjectSeen, say: _Words) -> Iterator[tuple[str, str]]:
    """Yield the open gates where there is more to say than the one that ends the stage."""
    for each in project.opened:
        parts = list(_about(each, say))
        if parts or len(project.opened) > 1:
            yield say("open", "ouvert"), " · ".join([each.gate, *parts])


def _about(each: OpenGateSeen, say: _Words) -> Iterator[str]:
    if each.by:
        yield say.text(each.by)
    if each.due:
        yield say(f"due {each.due}", f"attendu le {each.due}")
    if each.late:
        yield say("late", "en retard")
    if each.hindered:
        yield say.text(each.hindered)


def _fitting(fitting: FittingSeen, say: _Words) -> Iterator[tuple[str, str]]:
    if fitting.klass:
        because = say.text(fitting.klass_because)
        yield say("class", "classe"), f"{fitting.klass} ({because})" if because else fitting.klass
    for pack in fitting.packs:
        if pack.in_force:
            yield say("pack", "module"), say.text(pack.label)
    for attribute in fitting.attributes:
        if attribute.value is None and attribute.decides:
            yield say("to be told", "à dire"), f"{attribute.id}: {say.text(attribute.label)}"
    for breach in fitting.breaches:
        yield say("out of tolerance", "hors tolérance"), say.text(breach)
    if fitting.parent is not None:
        yield say("under", "sous"), fitting.parent.code
    for track in fitting.tracks:
        yield say("track", "piste"), f"{track.code} ({track.closed_as or track.state})"
    for asked in fitting.tailoring:
        what = f"{asked.word} {asked.item} ({asked.state}) {asked.id}"
        yield say("tailoring", "adaptation"), what


def waits(waits_for: str, language: str) -> str:
    """Return what a project waits for, in words."""
    if language != "fr":
        return waits_for
    return {
        "package": "dossier",
        "returned": "dossier corrigé",
        "judge": "contrôle",
        "votes": "votes",
        "date": "date",
        "nobody": "personne",
    }.get(waits_for, waits_for)
