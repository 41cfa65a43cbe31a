"""The whole demonstration: the product up, its people in, two projects through, all stopped."""

import signal
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import httpx

from domain.errors import GovernanceError
from domain.text import both
from examples import library
from jalon.demo.cast import ADMINISTRATOR, Cast
from jalon.demo.postbox import Postbox
from jalon.demo.product import Product
from jalon.demo.tale import Tale
from jalon.demo.teller import Teller
from jalon.demo.trouble import StoppedError
from jalon.output import note

INTERRUPTED = 130


def run_demo(language: str, *, stay: bool) -> int:
    """Play both examples; return 0 after closure, 1 with one sentence when something failed."""
    teller = Teller(language)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with ExitStack() as opened:
            _play(teller, opened, stay=stay)
        teller.step(both("Stopped; nothing is left running.", "Arrêté ; plus rien ne tourne."))
    except GovernanceError as error:
        note(error.say(language))
        return 1
    except httpx.HTTPError as error:
        note(
            teller.words(
                both(
                    "The product does not answer: {error}.", "Le produit ne répond pas : {error}."
                ),
                error=error,
            )
        )
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _play(teller: Teller, opened: ExitStack, *, stay: bool) -> None:
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="jalon-demo-")))
    postbox = opened.enter_context(Postbox())
    teller.chapter(both("Jalon starts", "Jalon démarre"))
    product = Product(folder / "data", postbox.url)
    opened.callback(product.stop)
    product.start()
    url = product.url()
    teller.step(both("The pages answer.", "Les pages répondent."))
    teller.address(both("Open:", "À ouvrir :"), url)
    cast = Cast(product, url, teller)
    opened.callback(cast.close)
    cast.begin()
    people = [person for name in library.names() for person in library.facts(name)["people"]]
    cast.invite(people)
    teller.step(
        both(
            "{count} people are in, each with a password of their own.",
            "{count} personnes sont entrées, chacune avec son mot de passe.",
        ),
        count=len(people) + 1,
    )
    prefect = product.prefect_url()
    teller.step(both("Prefect is ready and drives.", "Prefect est prêt et conduit."))
    teller.address(both("Prefect:", "Prefect :"), prefect)
    for name in library.names():
        Tale(name, cast, postbox, teller).tell()
    _end(teller, cast, postbox)
    if stay:
        _stay(teller, cast, url)


def _end(teller: Teller, cast: Cast, postbox: Postbox) -> None:
    teller.chapter(both("At the end", "À la fin"))
    verified = cast.interfaces[ADMINISTRATOR["handle"]].get("/ledger/verification")
    if not verified["sound"]:
        raise StoppedError(
            f"The ledger is broken at entry {verified['fault']['seq']}.",
            f"Le registre est rompu à l'écriture {verified['fault']['seq']}.",
        )
    teller.step(
        both(
            "The ledger's {count} entries were verified: nothing was altered.",
            "Les {count} écritures du registre sont vérifiées : rien n'a été altéré.",
        ),
        count=verified["entries"],
    )
    seconds = time.monotonic() - teller.started
    teller.step(
        both(
            "{count} mails, two projects, {seconds:.0f} seconds.",
            "{count} courriels, deux projets, {seconds:.0f} secondes.",
        ),
        count=len(postbox.letters),
        seconds=seconds,
    )


def _stay(teller: Teller, cast: Cast, url: str) -> None:
    teller.chapter(both("It stays until Ctrl-C", "Il reste jusqu'à Ctrl-C"))
    teller.address(both("Open:", "À ouvrir :"), url)
    cast.show()
    threading.Event().wait()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
