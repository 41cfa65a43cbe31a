"""What is found in documents only when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from typing_extensions import override

from gates.evidence.content import Reading

_Found = TypeVar("_Found")


class WhenAsked(Mapping[str, _Found]):
    """What is found in each document, by its path; each is looked through when first asked."""

    def __init__(self, readings: Sequence[Reading], look: Callable[[Reading], _Found]) -> None:
        self._readings = {reading.path: reading for reading in readings}
        self._look = look
        self._found: dict[str, _Found] = {}

    @override
    def __getitem__(self, path: str) -> _Found:
        if path not in self._found:
            self._found[path] = self._look(self._readings[path])
        return self._found[path]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    @override
    def __len__(self) -> int:
        return len(self._readings)
