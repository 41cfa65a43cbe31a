"""Who signed a PDF document, as the signatures state it; whether they hold is not told here."""

import re
from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from gates.evidence.guard.pdf import Signature

_MOMENT = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_LONGEST_NAME = 200
_LARGEST_SEAL = 262_144
_UNNAMED = "?"


def signed_by(signatures: Iterable[Signature]) -> tuple[str, ...]:
    """Return name and day of each signature, such as ``Eva Moreau, 2026-03-31``."""
    return tuple(
        ", ".join(filter(None, (_name(one) or _UNNAMED, _day(one.moment)))) for one in signatures
    )


def _name(signature: Signature) -> str:
    """Return the name that is written beside a signature, else the one in its certificate."""
    if signature.name:
        return signature.name[:_LONGEST_NAME]
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(_trimmed(signature.seal))
    except (ValueError, TypeError):
        return ""
    issuers = {certificate.issuer for certificate in certificates}
    own = [one for one in certificates if one.subject not in issuers] or certificates
    return next((name for one in own if (name := _common_name(one))), "")


def _trimmed(seal: bytes) -> bytes:
    """Return a seal without the noughts that its place in the file is filled up with."""
    if len(seal) > _LARGEST_SEAL or len(seal) < 4 or seal[1] != 0x82:  # noqa: PLR2004 - a length of two bytes
        return seal[:_LARGEST_SEAL]
    return seal[: int.from_bytes(seal[2:4]) + 4]


def _common_name(certificate: x509.Certificate) -> str:
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value)[:_LONGEST_NAME] if found else ""


def _day(moment: str) -> str:
    match = _MOMENT.match(moment)
    return "-".join(match.groups()) if match else ""
