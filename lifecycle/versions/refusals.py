"""Why a project may not go to another version: each reason in one sentence that names the id."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Stage
from domain.methodology.model.method import Method
from domain.text import Text, both
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.renaming import Renaming
from storage.tables.projects import MethodVersion, Project
from storage.tables.reviews import Review

ALIVE = ("submitted", "judged", "open")


def not_now(
    session: Session, project: Project, here: MethodVersion, target: MethodVersion
) -> Iterator[Text]:
    """Say why a project may not go now: closed, there already, or under review."""
    if here.key != target.key:
        yield both(
            f"it follows {here.key}, not {target.key}", f"il suit {here.key}, non {target.key}"
        )
        return
    if project.state == "closed":
        yield both(
            f"it is closed ({project.closed_as}); its record stays with version {here.version}",
            f"il est clos ({project.closed_as}) ; son dossier reste en version {here.version}",
        )
    if here.version == target.version:
        yield both("it stands on this version already", "il suit déjà cette version")
    elif here.version > target.version:
        yield both(
            f"it stands on version {here.version}, which is newer; undo its migration instead",
            f"il suit la version {here.version}, plus récente ; annulez plutôt sa migration",
        )
    review = session.scalar(
        select(Review)
        .where(
            Review.project_id == project.id,
            Review.state.in_(ALIVE)
            | ((Review.state == "decided") & Review.carried_out_at.is_(None)),
        )
        .limit(1)
    )
    if review is not None:
        yield both(
            f"its package for {review.gate} is under review; wait for the decision, or have it "
            "withdrawn",
            f"son dossier pour {review.gate} est en revue ; attendez la décision, ou faites-le "
            "retirer",
        )


def unmapped(
    session: Session, project: Project, target: Method, renamed: Renaming, at: datetime
) -> Iterator[Text]:
    """Name the ids of where the project stands that the version does not know."""
    stages = {each.id for each in _all_stages(target)}
    if renamed.stage(project.stage) not in stages:
        yield _unknown("stage", "étape", project.stage, target)
    if project.track and project.track not in {each.id for each in target.tracks}:
        yield _unknown("track", "piste", project.track, target, named="tracks")
    gates = {each.id for each in target.gates}
    for each in fit_of(session, project, at=at).open_gates:
        if renamed.gate(each.gate) not in gates:
            yield _unknown("gate", "jalon", each.gate, target)


def _unknown(en: str, fr: str, name: str, target: Method, named: str = "") -> Text:
    if named:
        return both(
            f"its {en} {name} is not in {target.name}; keep it under {named}",
            f"{target.name} n'a pas sa {fr} {name} ; gardez-la sous {named}",
        )
    return both(
        f"its {en} {name} is not in {target.name}; say under renamed.{en}s what it is called now",
        f"{target.name} n'a pas : {fr} {name} ; dites sous renamed.{en}s son nouveau nom",
    )


def no_stage(project: Project, here: MethodVersion, target: Method) -> Text:
    """Say that no stage of the version stands in the place of the project's."""
    return both(
        f"{target.name} has no stage for it in the place of {project.stage} of "
        f"version {here.version}",
        f"{target.name} n'a pas d'étape pour lui à la place de {project.stage} de la "
        f"version {here.version}",
    )


def _all_stages(method: Method) -> tuple[Stage, ...]:
    return (*method.stages, *(each for track in method.tracks for each in track.stages))
