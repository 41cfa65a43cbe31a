"""The checks of integration: what agrees, what changed, and what is left open."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="INTEGRATION-28",
        title=both(
            "All documents state the same project, dates and budget",
            "Tous les documents disent le même projet, les mêmes dates et le même budget",
        ),
        fails=both(
            "Two documents, or a document and what is known of the project, say other names, "
            "dates, amounts, counts or versions.",
            "Deux documents, ou un document et ce qu'on sait du projet, disent d'autres noms, "
            "dates, montants, nombres ou versions.",
        ),
        source="PMBOK Guide, integrated baselines; ECSS-M-ST-40C; NPR 7120.5, integrated baseline",
        settings=(
            Setting(
                "tolerance_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "by how many days dates may differ",
                    "de combien de jours les dates peuvent différer",
                ),
            ),
            Setting(
                "tolerance",
                SettingKind.NUMBER,
                "0",
                both(
                    "the share by which amounts may differ",
                    "la part dont les montants peuvent différer",
                ),
            ),
            Setting(
                "schedule_days",
                SettingKind.NUMBER,
                "31",
                both(
                    "days between the ends of the schedule and stated dates",
                    "jours entre les bornes du planning et les dates affichées",
                ),
            ),
        ),
        looks_back=True,
    ),
    Declaration(
        id="INTEGRATION-29",
        title=both(
            "The change log explains every baseline change",
            "Le journal des modifications explique tout changement de référence",
        ),
        fails=both(
            "The baseline moved and no approved change explains it, or a change has no number, "
            "requester, impact, decision or date, or was decided by who may not.",
            "La référence a bougé sans modification approuvée qui l'explique, ou une "
            "modification n'a ni numéro, ni demandeur, ni effet, ni décision, ni date, ou qui "
            "n'en a pas le droit l'a décidée.",
        ),
        source=(
            "PMBOK Guide, integrated change control; ECSS-M-ST-40C; PM², Change Log; EIA-748, "
            "baseline changes"
        ),
        settings=(
            Setting(
                "tolerance",
                SettingKind.NUMBER,
                "0",
                both(
                    "the share by which an amount may move without a change",
                    "la part dont un montant peut bouger sans modification",
                ),
            ),
            Setting(
                "tolerance_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "the days by which a date may move",
                    "les jours dont une date peut bouger",
                ),
            ),
            Setting(
                "authority",
                SettingKind.TEXT,
                both("as stated", "comme indiqué"),
                both(
                    "who may approve how much, such as “sponsor: 100000; board: any”",
                    "qui peut approuver combien, tel que « sponsor: 100000; board: any »",
                ),
            ),
        ),
        looks_back=True,
    ),
    Declaration(
        id="INTEGRATION-30",
        title=both(
            "What the last gate left open is settled",
            "Ce que le dernier jalon laissait ouvert est réglé",
        ),
        fails=both(
            "A condition, issue, decision or assumption is open without owner or date or "
            "overdue, or the business case holds no more: no option to do nothing, wrong value, "
            "costs below the plan.",
            "Une réserve, un problème, une décision ou une hypothèse est ouvert sans porteur, "
            "sans date ou en retard, ou le dossier d'opportunité ne tient plus : pas d'option de "
            "ne rien faire, valeur fausse, coûts sous le budget.",
        ),
        source=(
            "NPR 7120.5, liens; OGC Gateway, recommendations; PRINCE2, continued business "
            "justification; HM Treasury, Green Book"
        ),
        settings=(
            Setting(
                "overdue_days",
                SettingKind.NUMBER,
                "7",
                both(
                    "by how many days an open issue may be late",
                    "de combien de jours un problème ouvert peut être en retard",
                ),
            ),
            Setting(
                "cost_tolerance",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the share by which the case may fall short of the cost plan",
                    "la part dont le dossier peut être sous le budget",
                ),
            ),
        ),
    ),
    Declaration(
        id="INTEGRATION-31",
        title=both(
            "Documents are under control",
            "Les documents sont maîtrisés",
        ),
        fails=both(
            "A document does not say its version, date, status, author or approver, says two "
            "versions, is dated ahead, or still holds prompts, comments or tracked changes.",
            "Un document ne dit ni version, ni date, ni statut, ni auteur, ni approbateur, dit "
            "deux versions, est daté du futur, ou garde invites, commentaires ou révisions.",
        ),
        source="ISO 9001 §7.5.3; ECSS-M-ST-40C, configuration and information management",
        settings=(
            Setting(
                "wanted",
                SettingKind.TEXT,
                "version, date, status, author, approver",
                both(
                    "what a document says of itself",
                    "ce qu'un document dit de lui-même",
                ),
            ),
        ),
    ),
)
