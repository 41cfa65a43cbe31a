"""``jalon method show --project``: a method as it applies to the project that a file tells of."""

from collections.abc import Iterator
from datetime import UTC, datetime

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.model.method import Method
from domain.text import in_language
from jalon.check_project import read_project
from jalon.method import open_method
from jalon.method_text import described
from jalon.output import Format, result, result_json, styled
from lifecycle.fitted.attributes import checked, checked_packs, known_of


def run_fitted(given: str, file: str, fmt: Format, language: str) -> int:
    """Print a method fitted to a project: its class, what is left out and why, what is asked."""
    method = open_method(given)
    fitted = fitted_to(method, file)
    if fmt is Format.JSON:
        result_json(fitted.model_dump(mode="json"))
    else:
        result("\n".join([*_head(method, fitted, language), described(fitted.method, language)]))
    return 0


def fitted_to(method: Method, file: str) -> Fitted:
    """Return a method fitted to a project that begins.

    Raises:
        BadInputError: The file is not there, or the method does not know what it says.
    """
    project = read_project(file)
    facts = project.facts
    classes, stages = {each.id for each in method.classes}, [each.id for each in method.stages]
    return fit(
        method,
        Circumstances(
            today=datetime.now(UTC).date(),
            stage=project.stage if project.stage in stages else stages[0],
            iteration=project.iteration,
            budget=facts.budget,
            currency=facts.currency,
            start=facts.start,
            finish=facts.finish,
            klass=facts.klass if facts.klass in classes else None,
            attributes=known_of(method, checked(method, facts.attributes)),
            packs=frozenset(checked_packs(method, project.packs)),
            planned=project.planned,
        ),
    )


def _head(method: Method, fitted: Fitted, language: str) -> Iterator[str]:
    say = _FRENCH if language == "fr" else _ENGLISH
    if fitted.klass is not None:
        klass = next(each.label for each in method.classes if each.id == fitted.klass)
        why = in_language(fitted.klass_because, language)
        shown = in_language(klass, language, method.language)
        yield styled(f"{say['class']}: {shown}" + (f" ({why})" if why else ""), "strong")
    if fitted.packs:
        yield f"{say['packs']}: {', '.join(fitted.packs)}"
    if fitted.unknown:
        yield f"{say['unknown']}: {', '.join(fitted.unknown)}"
    for each in fitted.left_out:
        label = in_language(each.label, language, method.language)
        because = in_language(each.because, language)
        yield f"  {styled('-', 'faint')} {each.path} {label}: {because}"
    yield ""


_ENGLISH = {"class": "Class", "packs": "Packs", "unknown": "The project should tell"}
_FRENCH = {"class": "Classe", "packs": "Modules", "unknown": "Le projet devrait dire"}
