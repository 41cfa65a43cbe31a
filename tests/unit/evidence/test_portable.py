"""What is read of a PDF document."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gates.evidence.guard.refusal import RefusedError
from tests.unit.evidence.documents import content, found, printed
from tests.unit.evidence.hostile import pdf


def test_each_line_has_its_page() -> None:
    read = content(printed(("Charte", "Budget : 100 €"), ("Risques",), title="Charte du four"))

    assert [(p.text, p.location) for p in read.paragraphs] == [
        ("Charte", "page 1"),
        ("Budget : 100 €", "page 1"),
        ("Risques", "page 2"),
    ]
    assert (read.title, read.pages, read.images) == ("Charte du four", 2, 0)


def test_a_broken_title_does_not_take_the_text_away() -> None:
    data = printed(("Charte",), title="Four")
    broken = data.replace(b"/Title (Four)", b"/Title<FEFFD8>")
    assert broken != data

    assert content(broken).paragraphs[0].text == "Charte"


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    data = pdf("").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 9 0 R] /Count 2")

    read = found(data)

    assert not read.whole
    assert read.reason["en"].startswith("Page 2 is damaged")
    assert read.content.pages == 2


def test_a_scanned_page_has_pictures_and_no_text() -> None:
    place = io.BytesIO()
    canvas = Canvas(place)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
        "ffff3f0005fe02fea7d6059d0000000049454e44ae426082"
    )
    canvas.drawImage(ImageReader(io.BytesIO(pixel)), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()

    read = content(place.getvalue())

    assert (read.paragraphs, read.images, read.pages) == ((), 1, 1)


def test_a_document_that_opens_with_a_password_only_is_refused_and_says_so() -> None:
    with pytest.raises(RefusedError, match="password"):
        found(_protected(user="secret"))


def test_a_document_that_only_forbids_printing_is_read() -> None:
    assert content(_protected(user="")).paragraphs[0].text == "Charte"


def test_a_link_that_one_presses_is_no_harm() -> None:
    place = io.BytesIO()
    canvas = Canvas(place)
    canvas.drawString(72, 700, "See our site")
    canvas.linkURL("https://a.example/", (72, 690, 200, 710))
    canvas.showPage()
    canvas.save()

    assert found(place.getvalue()).whole


def test_an_attached_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(("Charte",)))))
    writer.add_attachment("budget.xlsx", b"PK")
    place = io.BytesIO()
    writer.write(place)

    with pytest.raises(RefusedError, match="attached"):
        found(place.getvalue())


def _protected(*, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(("Charte",)))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    place = io.BytesIO()
    writer.write(place)
    return place.getvalue()


def _sealed(name: str) -> str:
    """A seal by a certificate of that name, as the hexadecimal text of a PDF document."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    seal = (
        pkcs7.PKCS7SignatureBuilder(b"content")
        .add_signer(certificate, key, hashes.SHA256())
        .sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])
    )
    return seal.hex() + "00" * 64


def _signed(entries: str) -> bytes:
    field = "/AcroForm << /SigFlags 3 /Fields [<< /FT /Sig /T (Signature1) /V 4 0 R >>] >>"
    return pdf(
        field, f"<< /Type /Sig /ByteRange [0 1 2 3] /M (D:20260331100000+02'00') {entries} >>"
    )


@pytest.mark.parametrize(
    ("entries", "signed"),
    [
        ("/Name (Eva Moreau) /Contents <00>", "Eva Moreau, 2026-03-31"),
        (f"/Contents <{_sealed('Ana Silva')}>", "Ana Silva, 2026-03-31"),
        ("/Contents <3082ffff00>", "?, 2026-03-31"),
        ("", "?, 2026-03-31"),
    ],
)
def test_who_signed_is_told_by_the_name_or_the_certificate(entries: str, signed: str) -> None:
    assert content(_signed(entries)).signatures == (signed,)


def test_an_empty_field_for_a_signature_is_none() -> None:
    data = pdf("/AcroForm << /Fields [<< /FT /Sig /T (Signature1) >>] >>")

    assert content(data).signatures == ()
