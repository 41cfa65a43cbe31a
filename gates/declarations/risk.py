"""The checks of risk."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="RISK-16",
        title=both(
            "Each high risk has an owner, a response and a date",
            "Chaque risque élevé a un porteur, une réponse et une échéance",
        ),
        fails=both(
            "A high risk has no owner, no response that does something, no date to come, or was "
            "not looked at for long.",
            "Un risque élevé n'a ni porteur, ni réponse réelle, ni échéance à venir, ou n'a pas "
            "été revu depuis longtemps.",
        ),
        source="PMBOK Guide, plan risk responses; PM² Guide, Risk Log; NPR 8000.4C",
        settings=(
            Setting(
                "high",
                SettingKind.NUMBER,
                both("by the scale", "selon l'échelle"),
                both(
                    "the score from which on a risk is high",
                    "la criticité à partir de laquelle un risque est élevé",
                ),
            ),
            Setting(
                "cycle_days",
                SettingKind.NUMBER,
                both("62, from the newest document", "62, depuis le document le plus récent"),
                both(
                    "how old an update may be, in days",
                    "âge maximal d'une mise à jour, en jours",
                ),
            ),
        ),
    ),
    Declaration(
        id="RISK-17",
        title=both(
            "The scores and scales of the risks are right",
            "Les criticités et les échelles des risques sont justes",
        ),
        fails=both(
            "A score is not the product of its factors, a level is off the scale, a class does "
            "not fit its score, or a risk comes twice.",
            "Une criticité n'est pas le produit de ses facteurs, un niveau sort de l'échelle, "
            "une classe ne va pas avec sa criticité, ou un risque est en double.",
        ),
        source="PMI Practice Standard for Project Risk Management; ISO 31000; Hillson and Simon",
        settings=(
            Setting(
                "scale_top",
                SettingKind.NUMBER,
                both("as stated", "comme indiqué"),
                both(
                    "the highest level of the scale",
                    "le plus haut niveau de l'échelle",
                ),
            ),
            Setting(
                "spread_from",
                SettingKind.WHOLE,
                "8",
                both(
                    "from how many risks on more than one category is expected",
                    "à partir de combien de risques plus d'une catégorie est attendue",
                ),
            ),
            Setting(
                "apart",
                SettingKind.YES_NO,
                both("yes, but not in a first draft", "oui, sauf pour une première ébauche"),
                both(
                    "cause, event and effect are written apart",
                    "cause, événement et effet sont écrits à part",
                ),
            ),
        ),
    ),
    Declaration(
        id="RISK-18",
        title=both(
            "The contingency covers the expected value of the risks",
            "La provision couvre la valeur attendue des risques",
        ),
        fails=both(
            "The contingency or the schedule margin is smaller than the expected value of the "
            "open risks, or an expected value is no product.",
            "La provision ou la marge du planning est plus petite que la valeur attendue des "
            "risques ouverts, ou une valeur attendue n'est pas un produit.",
        ),
        source=(
            "PMBOK Guide, quantitative risk analysis; GAO-20-195G; GAO-16-89G; NASA JCL guidance"
        ),
        settings=(
            Setting(
                "flat_percentage",
                SettingKind.TEXT,
                both("allowed", "permis"),
                both(
                    "“forbidden” refuses a contingency that is a flat share without analysis",
                    "« forbidden » refuse une provision forfaitaire sans analyse",
                ),
            ),
            Setting(
                "responses_funded",
                SettingKind.YES_NO,
                both("yes, but not in a first draft", "oui, sauf pour une première ébauche"),
                both(
                    "the costs of responses stand in the cost plan",
                    "les coûts des réponses figurent au budget",
                ),
            ),
        ),
    ),
)
