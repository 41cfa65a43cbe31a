"""Attributes, classes, packs and tolerances of any sound method."""

from typing import Any

from hypothesis import strategies as st

from domain.methodology.model.project import (
    Attribute,
    AttributeKind,
    Pack,
    Phase,
    Points,
    ProjectClass,
    Score,
    TailoringCode,
    TailoringWord,
    Tolerance,
)
from domain.methodology.model.vocabulary import Apart, Area, Taxonomy
from tests.unit.methodology.drawn import LABEL, names, some, texts

ATTRIBUTES = (
    Attribute(id="exposed", label=LABEL, kind=AttributeKind.YES_NO),
    Attribute(id="sites", label=LABEL, kind=AttributeKind.NUMBER, unit="sites"),
    Attribute(id="sort", label=LABEL, kind=AttributeKind.CHOICE, choices=("works", "supply")),
)


@st.composite
def projects(draw: st.DrawFn, roles: list[str]) -> dict[str, Any]:
    """Draw what a method asks of a project; ``known`` are the conditions that it makes possible."""
    classes, packs = draw(names(0, 3)), draw(names(0, 2))
    known = ["exposed", "sites > 3", 'sort in ["works"]']
    scores = (
        Score(
            id="size",
            label=draw(texts()),
            points=(Points(when="exposed", points=3), Points(when="sites > 2", points=-1)),
        ),
    )
    drawn_classes = tuple(
        ProjectClass(
            id=name,
            label=LABEL,
            when="score.size > 2" if place < len(classes) - 1 else None,
        )
        for place, name in enumerate(classes)
    )
    known += [f'class == "{name}"' for name in classes]
    drawn_packs = tuple(
        Pack(id=name, label=LABEL, when=draw(st.sampled_from([None, *known]))) for name in packs
    )
    known += [f"pack.{name}" for name in packs]
    tolerances = tuple(
        Tolerance(
            id=name,
            label=LABEL,
            dimension="cost",
            level="stage",
            measure="fact.cost.total",
            limit=draw(st.sampled_from(["budget * 1.1", "100", "score.size * 1000"])),
        )
        for name in draw(names(0, 2))
    )
    known += [f"breach.{tolerance.id}" for tolerance in tolerances]
    return {
        "known": known,
        "attributes": ATTRIBUTES,
        "scores": scores,
        "classes": drawn_classes,
        "packs": drawn_packs,
        "tolerances": tolerances,
        "tailoring": tuple(
            TailoringWord(
                id=name,
                code=draw(st.sampled_from(TailoringCode)),
                label=LABEL,
                approver=draw(st.sampled_from(roles[1:])),
                expires=draw(st.booleans()),
            )
            for name in draw(names(0, 2))
        ),
        "taxonomies": (Taxonomy(id="cases", label=LABEL, areas=(Area(id="case", label=LABEL),)),),
        "apart": tuple(Apart(roles=pair) for pair in [draw(some(roles, 2))] if len(pair) > 1),
        "phases": (Phase(id="early", label=LABEL),),
    }
