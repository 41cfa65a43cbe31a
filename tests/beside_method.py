"""The small method in its second version, whose first gate asks more of its voters than a vote."""

from lifecycle.versions.publishing import publish
from tests.small_method import METHOD
from tests.world import World

BESIDE = (
    METHOD.replace("version: 1", "version: 2")
    .replace(
        "{role: expert, kind: advisory}",
        "{role: expert, kind: concurring}",
        1,
    )
    .replace(
        "      channels: [page, api, operator]\n",
        "      channels: [page, api, operator, meeting]\n",
        1,
    )
    .replace(
        "    committee:\n",
        """\
    ratings:
      - id: confidence
        label: {en: Delivery confidence, fr: Confiance dans la livraison}
        levels:
          - {id: green, label: {en: Green, fr: Vert}}
          - {id: amber-green, label: {en: Amber/Green, fr: Orange/Vert}}
          - {id: amber, label: {en: Amber, fr: Orange}}
          - {id: amber-red, label: {en: Amber/Red, fr: Orange/Rouge}}
          - {id: red, label: {en: Red, fr: Rouge}}
    criteria:
      - id: legal
        label: {en: The law allows it, fr: La loi le permet}
        guidance: {en: Permits are there or sure to come., fr: Les autorisations sont acquises.}
        answered_by: [sponsor]
      - id: fit
        kind: should
        label: {en: Fit with our strategy, fr: Alignement sur notre stratégie}
        score: {most: 10, weight: 2}
        scored_by: [sponsor, finance]
      - id: reward
        kind: should
        label: {en: Reward for the effort, fr: Gain au regard de l'effort}
        guidance: {en: "0 none, 10 pays back in a year", fr: "0 aucun, 10 remboursé en un an"}
        score: {most: 10}
        scored_by: [finance]
    scorecard: {at_least: 60}
    committee:
""",
        1,
    )
)


def publish_beside(world: World) -> None:
    """Publish the second version; projects that enter from now on follow it."""
    with world.database.write() as session:
        publish(session, BESIDE, name="small.yaml", actor=None, at=world.at)
