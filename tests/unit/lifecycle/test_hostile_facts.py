"""What a project says of itself beyond all measure is refused, and nothing begins without end."""

from datetime import date
from decimal import Decimal as Number
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.errors import BadInputError
from lifecycle.steering.amend import Amendment, amend
from lifecycle.steering.plan import plan
from storage.database import Database
from storage.tables.projects import Project
from tests.unit.language.texts_life import a_walk, gate, method, stage

END = stage("end", "Z")


@pytest.mark.parametrize("value", ["9" * 5000, "1e999999", "1e-999999"])
def test_numbers_are_those_of_projects(database: Database, tmp_path: Path, value: str) -> None:
    more = "attributes:\n  - {id: staff, label: {en: Staff, fr: Effectif}, kind: number}\n"
    text = method([gate("A"), gate("Z")], [stage("one", "A"), END], more)
    walk = a_walk(database, tmp_path, text, budget="10")

    staff, budget = Amendment(attributes={"staff": value}), Amendment(budget=value)
    for given, said in ((staff, "it must be a number"), (budget, "is not an amount")):
        with pytest.raises(BadInputError, match=said), walk.write() as session:
            amend(session, walk.actor("anna"), walk.named(session), given, at=walk.at)
    assert walk.fit().circumstances.budget == Number(10)


@pytest.mark.parametrize("day", [date.min, date(1, 1, 3), date.max])
def test_gates_are_planned_for_the_years_of_projects(
    database: Database, tmp_path: Path, day: date
) -> None:
    text = method([gate("A", "lead_days: 20"), gate("Z")], [stage("one", "A"), END])
    walk = a_walk(database, tmp_path, text)

    with pytest.raises(BadInputError, match="from 1950 to 2200"), walk.write() as session:
        plan(session, walk.actor("anna"), walk.named(session), {"A": day}, at=walk.at)
    assert walk.opened()["A"].due is None


def test_a_method_that_begins_itself_begins_no_project_without_end(
    database: Database, tmp_path: Path
) -> None:
    tracks = "".join(
        f"  - {{id: t{each}, label: {{en: Track, fr: Piste}}, method: course}}\n"
        for each in range(3)
    )
    stages = [stage("one", "A", "tracks: [t0, t1, t2]"), END]
    text = method([gate("A"), gate("Z")], stages, f"tracks:\n{tracks}")
    walk = a_walk(database, tmp_path, text)

    with walk.write() as session:
        assert session.scalar(select(func.count(Project.id))) == 1
