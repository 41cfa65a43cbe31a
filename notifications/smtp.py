"""The one module that speaks SMTP: one connection, kept open, and what each answer means."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from uuid import UUID

import aiosmtplib

from domain.errors import BadInputError
from notifications.handing import Answer, Handed

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
CONNECT, COMMAND, AFTER_DATA = 30.0, 300.0, 600.0
"""Seconds of patience; a server may take ten minutes to say that it kept a letter (RFC 5321)."""

TEMPORARY, PERMANENT = 400, 500
"""From which code on a refusal may pass, and from which on it will not."""


@dataclass(frozen=True)
class MailServer:
    """Where the mail server is and how it is spoken to."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    address: str = ""

    @classmethod
    def from_url(cls, url: str) -> "MailServer":
        """Return the server that ``JALON_SMTP_URL`` names.

        ``?from=name@example.org`` says whom letters come from, where it is not the account.

        Raises:
            BadInputError: It is not such an address, or would send a password in clear.
        """
        parts = _parts(url)
        host = parts.hostname or ""
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if (user or password) and parts.scheme == "smtp" and host not in LOOPBACK:
            raise BadInputError(
                "JALON_SMTP_URL would send a password in clear; write smtps:// or "
                "smtp+starttls:// before the host.",
                "JALON_SMTP_URL enverrait un mot de passe en clair ; écrivez smtps:// ou "
                "smtp+starttls:// devant l'hôte.",
            )
        named = parse_qs(parts.query).get("from", [user if "@" in user else ""])[0]
        return cls(host, parts.port or PORTS[parts.scheme], parts.scheme, user, password, named)


class Smtp:
    """A mail server that is spoken to over one connection, opened at the first letter."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.address = server.address
        self._loop: asyncio.Runner | None = None
        self._client: aiosmtplib.SMTP | None = None

    def send(self, raw: bytes, *, sender: str, recipient: str, letter_id: UUID) -> Handed:  # noqa: ARG002 - the server keeps its own numbers
        """Hand a letter to the server and say what became of it."""
        if self._loop is None:
            self._loop = asyncio.Runner()
        return self._loop.run(self._send(raw, sender, recipient))

    def close(self) -> None:
        """Take leave of the server."""
        if self._loop is not None:
            self._loop.run(self._leave())
            self._loop.close()
            self._loop = None

    async def _send(self, raw: bytes, sender: str, recipient: str) -> Handed:
        idle = self._client is not None
        began = await self._begin(sender)
        if idle and began is not None and began.answer is Answer.UNREACHABLE:
            # The server may have closed a connection that was idle; a new one tells more.
            began = await self._begin(sender)
        client = self._client
        if began is not None or client is None:
            return await self._settled(began or Handed(Answer.UNREACHABLE))
        refused = await _step(client.rcpt, recipient)
        return await self._settled(refused or await _deliver(client, raw))

    async def _begin(self, sender: str) -> Handed | None:
        """Name the sender, over an open connection; a refusal concerns every letter alike."""
        try:
            client = await self._connected()
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            return Handed(Answer.UNREACHABLE, _said(error))
        refused = await _step(client.mail, sender)
        if refused is None:
            return None
        if refused.answer is Answer.UNREACHABLE:
            await self._leave()
        return Handed(Answer.UNREACHABLE, refused.reason)

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None:
            return self._client
        server = self.server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.security == "smtps",
            start_tls=server.security == "smtp+starttls",
            timeout=CONNECT,
        )
        try:
            await client.connect()
        except BaseException:
            client.close()
            raise
        client.timeout = COMMAND
        self._client = client
        return client

    async def _settled(self, handed: Handed) -> Handed:
        """Make ready for the next letter; a connection that is in doubt is given up."""
        client = self._client
        if client is None or handed.answer is Answer.ACCEPTED:
            return handed
        if handed.answer in (Answer.UNREACHABLE, Answer.AMBIGUOUS) or not client.is_connected:
            await self._leave()
            return handed
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            await self._leave()
        return handed

    async def _leave(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(aiosmtplib.SMTPException, OSError):
            if client.is_connected:
                await client.quit(timeout=CONNECT)
        client.close()


async def _step(command: Callable[[str], Awaitable[object]], said: str) -> Handed | None:
    """Say one command before the letter; None means that the server goes along."""
    try:
        await command(said)
    except aiosmtplib.SMTPResponseException as error:
        return Handed(_weighed(error.code), _said(error))
    except (aiosmtplib.SMTPException, OSError) as error:
        return Handed(Answer.UNREACHABLE, _said(error))
    except ValueError as error:
        return Handed(Answer.REFUSED, _said(error))
    return None


async def _deliver(client: aiosmtplib.SMTP, raw: bytes) -> Handed:
    """Hand over the letter itself; silence after it leaves open whether it was kept."""
    try:
        await client.data(raw, timeout=AFTER_DATA)
    except aiosmtplib.SMTPResponseException as error:
        if error.code < TEMPORARY:
            return Handed(Answer.AMBIGUOUS, _said(error))
        return Handed(_weighed(error.code), _said(error))
    except (aiosmtplib.SMTPException, OSError) as error:
        return Handed(Answer.AMBIGUOUS, _said(error))
    return Handed(Answer.ACCEPTED)


def _weighed(code: int) -> Answer:
    if code == aiosmtplib.SMTPStatus.domain_unavailable:
        return Answer.UNREACHABLE
    return Answer.REFUSED if code >= PERMANENT else Answer.LATER


def _said(error: Exception) -> str:
    code = getattr(error, "code", None)
    words = str(getattr(error, "message", "")) or str(error) or type(error).__name__
    return f"{code} {words}" if code else words


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound:
        raise BadInputError(
            "JALON_SMTP_URL is not an address of a mail server; write "
            "smtp+starttls://user:password@host:port, smtps://... or smtp://host:port.",
            "JALON_SMTP_URL n'est pas l'adresse d'un serveur de messagerie ; écrivez "
            "smtp+starttls://utilisateur:motdepasse@hôte:port, smtps://... ou smtp://hôte:port.",
        )
    return parts
