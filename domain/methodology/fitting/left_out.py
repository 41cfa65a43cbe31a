"""What a method does not ask of a project, and why."""

from domain.text import Text
from domain.value import Value


class LeftOut(Value):
    """An item of the method that does not apply to the project.

    ``path`` is its place in the method as published, such as ``gates[G3].requirements[plan]``.
    """

    path: str
    label: Text
    because: Text
