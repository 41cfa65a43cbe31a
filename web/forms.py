"""Forms: a token bound to the sign-in, a nonce for each rendering, and what was filled in."""

import hashlib
import hmac
import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from typing_extensions import override

from domain.errors import BadInputError, NotAllowedError
from domain.ledger import canonical
from lifecycle.packages.taken import MOST_FILE_BYTES, MOST_FILES
from web import cookies
from web.site import Site, site_of, visitor_of

TOKEN, NONCE = "form_token", "nonce"


class TooLargeError(BadInputError):
    """A file of the form is larger than one that a package may hold."""


class _FileTooLarge(MultiPartException):
    """The parser's own sign to stop."""


@dataclass(frozen=True)
class Form:
    """The fields of a form that proved to come from our own page."""

    fields: dict[str, list[str]]
    files: list[UploadFile]
    nonce: str

    def text(self, name: str) -> str:
        """Return a field, stripped; an absent one is empty."""
        return self.fields.get(name, [""])[0].strip()

    def raw(self, name: str) -> str:
        """Return a field exactly as typed, such as a password."""
        return self.fields.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return [value.strip() for value in self.fields.get(name, [])]


def filled(given: Mapping[str, str] | None = None) -> defaultdict[str, str]:
    """Return what was filled in, for the form shown again; a field not filled in is empty."""
    return defaultdict(str, given or {})


def token_of(site: Site, bound_to: str) -> str:
    """Return the form token of one sign-in, or of one visitor's form cookie."""
    key = site.installation.keys.secret(site.installation.keys.current) or b""
    return hmac.new(key, canonical(["form/v1", bound_to]), hashlib.sha256).hexdigest()


def fresh_nonce() -> str:
    """Return the idempotency key of one rendered form."""
    return secrets.token_urlsafe(16)


def bound_to(request: Request) -> str:
    """Return what the form token of a request is bound to: the sign-in, else the form cookie."""
    visitor = visitor_of(request)
    if visitor is not None:
        return str(visitor.sign_in_id)
    return cookies.read(request, site_of(request), cookies.FORM) or ""


async def checked(request: Request) -> Form:
    """Return the fields of a posted form.

    Raises:
        NotAllowedError: The form does not come from a page that we gave this visitor.
        BadInputError: It cannot be read.
        TooLargeError: One of its files is too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            data = await _Parser(request.headers, request.stream(), max_files=MOST_FILES).parse()
        else:
            data = await request.form(max_files=0)
    except _FileTooLarge as error:
        size = MOST_FILE_BYTES // 2**20
        raise TooLargeError(
            f"A file is larger than {size} MiB; split it, or link to it from a document.",
            f"Un fichier dépasse {size} Mio ; découpez-le, ou citez-le par un lien.",
        ) from error
    except MultiPartException as error:
        raise BadInputError(
            f"The form cannot be read: {error.message}",
            f"Le formulaire est illisible : {error.message}",
        ) from error
    fields: dict[str, list[str]] = {}
    files: list[UploadFile] = []
    for name, value in data.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
        elif value.filename:
            files.append(value)
    given = fields.pop(TOKEN, [""])[0]
    nonce = fields.pop(NONCE, [""])[0]
    bound = bound_to(request)
    expected = token_of(site_of(request), bound)
    if not (bound and nonce and hmac.compare_digest(given.encode(), expected.encode())):
        raise NotAllowedError(
            "This form is too old or was not made here; go back, reload the page, try again.",
            "Ce formulaire est trop ancien ou ne vient pas d'ici ; revenez, rechargez, réessayez.",
        )
    return Form(fields, files, nonce)


class _Parser(MultiPartParser):
    """Stop at the first file that is too large, while it arrives."""

    @override
    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        super().on_part_data(data, start, end)
        part = self._current_part
        if part.file is None:
            return
        waiting = sum(len(piece) for owner, piece in self._file_parts_to_write if owner is part)
        if (part.file.size or 0) + waiting > MOST_FILE_BYTES:
            raise _FileTooLarge("a file is too large")


Posted = Annotated[Form, Depends(checked)]
