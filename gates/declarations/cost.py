"""The checks of cost."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="COST-11",
        title=both(
            "The budget is the sum of its lines, with the contingency shown apart",
            "Le budget est la somme de ses lignes, la provision à part",
        ),
        fails=both(
            "A total is not the sum of its lines, a typed number stands where formulas do, the "
            "contingency is hidden in a line or missing although risks are open, or another "
            "document states another total.",
            "Un total n'est pas la somme de ses lignes, un nombre saisi remplace une formule, la "
            "provision est cachée dans une ligne ou absente malgré des risques, ou un autre "
            "document dit un autre total.",
        ),
        source="PMBOK Guide, determine budget; GAO-20-195G; EIA-748",
        settings=(
            Setting(
                "contingency",
                SettingKind.YES_NO,
                both("yes, but not in a first draft", "oui, sauf pour une première ébauche"),
                both(
                    "ask for a contingency where risks are open",
                    "demander une provision quand des risques sont ouverts",
                ),
            ),
            Setting(
                "tolerance",
                SettingKind.NUMBER,
                "0.001",
                both(
                    "the share by which other documents may state another total",
                    "la part dont un autre document peut s'écarter",
                ),
            ),
        ),
    ),
    Declaration(
        id="COST-12",
        title=both(
            "The time-phased curve is whole and fits the schedule",
            "La courbe des coûts dans le temps est entière et suit le planning",
        ),
        fails=both(
            "A period is missing, the cumulative curve falls or misses the baseline, or costs "
            "lie outside the schedule.",
            "Une période manque, le cumul baisse ou n'atteint pas la référence, ou des coûts "
            "tombent hors du planning.",
        ),
        source="PMBOK Guide, determine budget; GAO-20-195G; EIA-748",
        settings=(
            Setting(
                "payment_lag_days",
                SettingKind.NUMBER,
                "62",
                both(
                    "how long after the work costs may be paid, in days",
                    "combien de jours après le travail un coût peut être payé",
                ),
            ),
        ),
    ),
    Declaration(
        id="COST-13",
        title=both(
            "Funding covers the curve in every period",
            "Le financement couvre la courbe à chaque période",
        ),
        fails=both(
            "In some period more is spent than was granted, or a tranche has no state, source or "
            "gate.",
            "Sur une période, plus est dépensé qu'accordé, ou une tranche n'a ni état, ni "
            "source, ni jalon.",
        ),
        source=(
            "PMBOK Guide, funding limit reconciliation; NPR 7120.5; NASA Cost Estimating Handbook"
        ),
        settings=(
            Setting(
                "confidence",
                SettingKind.NUMBER,
                both("not asked", "non demandé"),
                both(
                    "the percentile of a cost risk analysis that the budget must reach",
                    "le centile d'une analyse de risque que le budget doit atteindre",
                ),
            ),
            Setting(
                "tied_to_gates",
                SettingKind.YES_NO,
                both("yes, but not in a first draft", "oui, sauf pour une première ébauche"),
                both(
                    "each tranche names its gate",
                    "chaque tranche nomme son jalon",
                ),
            ),
            Setting(
                "source",
                SettingKind.YES_NO,
                both("no", "non"),
                both(
                    "ask for a source also where no table lists the grants",
                    "demander une source même sans tableau des tranches",
                ),
            ),
        ),
    ),
    Declaration(
        id="COST-14",
        title=both(
            "Each estimate has a basis",
            "Chaque estimation a un fondement",
        ),
        fails=both(
            "A line has no basis, a quotation is old, a range is missing or narrower than its "
            "class, or the document does not say of when its prices are, who estimated and what "
            "is left out.",
            "Une ligne n'a pas de fondement, un devis est ancien, une fourchette manque ou est "
            "plus étroite que sa classe, ou le document ne dit ni l'année des prix, ni l'auteur, "
            "ni ce qui est exclu.",
        ),
        source="GAO-20-195G; AACE International 18R-97; NPR 7120.5, basis of estimate",
        settings=(
            Setting(
                "quote_days",
                SettingKind.NUMBER,
                "180",
                both(
                    "how old a quotation may be that names no end, in days",
                    "âge maximal d'un devis sans échéance, en jours",
                ),
            ),
            Setting(
                "estimate_class",
                SettingKind.WHOLE,
                both("as stated", "comme indiqué"),
                both(
                    "the class of the estimate, 1 to 5, which sets its range",
                    "la classe de l'estimation, de 1 à 5, qui fixe sa fourchette",
                ),
            ),
            Setting(
                "low_percent",
                SettingKind.NUMBER,
                both("by the class", "selon la classe"),
                both(
                    "the narrowest range below, in per cent",
                    "la fourchette la plus étroite en dessous, en pour cent",
                ),
            ),
            Setting(
                "high_percent",
                SettingKind.NUMBER,
                both("by the class", "selon la classe"),
                both(
                    "the narrowest range above, in per cent",
                    "la fourchette la plus étroite au-dessus, en pour cent",
                ),
            ),
            Setting(
                "cross_check_above",
                SettingKind.NUMBER,
                both("not asked", "non demandé"),
                both(
                    "from which amount on a second estimate is asked",
                    "à partir de quel montant une seconde estimation est demandée",
                ),
            ),
            Setting(
                "document_asks",
                SettingKind.TEXT,
                "range, date, author, exclusions",
                both(
                    "what the document says as a whole",
                    "ce que le document dit dans l'ensemble",
                ),
            ),
        ),
    ),
    Declaration(
        id="COST-15",
        title=both(
            "The figures of earned value agree",
            "Les chiffres de la valeur acquise concordent",
        ),
        fails=both(
            "A variance, index or estimate does not follow from BAC, PV, EV and AC, or a report "
            "does not say why an index is far from 1.",
            "Un écart, un indice ou une estimation ne découle pas de BAC, PV, EV et AC, ou un "
            "rapport n'explique pas un indice éloigné de 1.",
        ),
        source="PMI Practice Standard for Earned Value Management; ANSI/EIA-748; GAO-20-195G",
        settings=(
            Setting(
                "threshold",
                SettingKind.NUMBER,
                "0.1",
                both(
                    "how far CPI or SPI may be from 1 without a reason",
                    "de combien CPI ou SPI peut s'écarter de 1 sans raison",
                ),
            ),
            Setting(
                "cpi_band",
                SettingKind.NUMBER,
                "0.1",
                both(
                    "how far CPI may be from 1 while the estimate at completion is the budget",
                    "de combien CPI peut s'écarter de 1 quand le coût final estimé reste le budget",
                ),
            ),
        ),
    ),
)
