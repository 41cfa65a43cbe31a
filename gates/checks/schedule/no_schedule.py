"""What all checks of the schedule say when there is no schedule to look at."""

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell


def no_schedule(subject: Subject, expected: Text, document: str = "") -> Verdict:
    """Answer that no tasks with dates were found."""
    return cannot_tell(
        NO_TASKS,
        expected=expected,
        fix=EXPORT,
        document=document or subject.documents[0].path,
    )


NO_TASKS = both(
    "no tasks with dates were found in the document",
    "aucune tâche datée n'a été trouvée dans le document",
)
EXPORT = both(
    "Hand in the export of the planning tool (XML), or add a column of predecessors",
    "Déposez l'export de l'outil de planification (XML), ou ajoutez les prédécesseurs",
)
