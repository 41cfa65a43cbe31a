"""Who is behind a request, and whether the token's scopes let it go on at all.

What the person may do to which object is decided by the act itself; a scope is looked at here
too, so that questions which show many objects are closed to tokens that were not made for them.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from domain.authority import SCOPES, Act
from domain.errors import NotAllowedError
from lifecycle.signing_in.access import Visitor
from web.site import signed_in


@dataclass(frozen=True)
class Permitted:
    """Give the visitor, if the token has the scope that an act needs; ``None`` needs none."""

    act: Act | None

    def __call__(self, request: Request) -> Visitor:
        """Return who is behind the request.

        Raises:
            NotSignedInError: The request carries no live token.
            NotAllowedError: The token lacks the scope.
        """
        visitor = signed_in(request)
        scopes = visitor.actor.scopes
        if self.act is None or scopes is None or SCOPES[self.act] in scopes:
            return visitor
        scope = SCOPES[self.act]
        raise NotAllowedError(
            f"This token lacks the scope {scope}; make one that has it.",
            f"Ce jeton n'a pas le droit {scope} ; faites-en un qui l'a.",
        )


AnyToken = Annotated[Visitor, Depends(Permitted(None))]
Reader = Annotated[Visitor, Depends(Permitted(Act.VIEW))]
Writer = Annotated[Visitor, Depends(Permitted(Act.PROPOSE))]
Voter = Annotated[Visitor, Depends(Permitted(Act.VOTE))]
MethodWriter = Annotated[Visitor, Depends(Permitted(Act.PUBLISH_METHOD))]
PeopleWriter = Annotated[Visitor, Depends(Permitted(Act.MANAGE_PEOPLE))]
LedgerReader = Annotated[Visitor, Depends(Permitted(Act.READ_LEDGER))]
