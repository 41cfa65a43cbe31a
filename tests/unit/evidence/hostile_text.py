"""Hostile text: tables, pages, plans in XML and in rows, and what bears a false name."""

import gzip
from collections.abc import Mapping

from tests.unit.evidence.harm import Harm, fixed
from tests.unit.evidence.hostile import DOCTYPE, LAUGHS, archive
from tests.unit.evidence.plans import mspdi, pod

_JAVA = b"\xac\xed\x00\x05sr\x00"
_GADGET = b"org.apache.commons.collections.functors.InvokerTransformer"
_FETCHED = '<!DOCTYPE Project SYSTEM "{}"><Project><Tasks/></Project>'
_PARAMETER = (
    '<!DOCTYPE Project [<!ENTITY % a SYSTEM "{}"> %a;]><Project xmlns='
    '"http://schemas.microsoft.com/project"><Tasks/></Project>'
)
_INCLUDED = (
    '<Project xmlns="http://schemas.microsoft.com/project" xmlns:x="http://www.w3.org/2001/XInclude"'
    ' xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="a {0}"><Title>'
    '<x:include href="{0}" parse="text"/><x:include href="file:///etc/passwd" parse="text"/>'
    "</Title><Tasks/></Project>"
)
_STYLED = '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{}"?>'
_TASK = "<Task><UID>{}</UID><Name>T</Name>{}</Task>"
_AFTER = "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type></PredecessorLink>"
_XER = "ERMHDR\t18.8\r\n%T\tPROJECT\r\n%F\tproj_id\r\n%R\t1\r\n"


def plan(*tasks: str) -> bytes:
    """Return a plan in the XML of MS Project."""
    return (
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks>'
        f"{''.join(tasks)}</Tasks></Project>"
    ).encode()


def circle(count: int) -> bytes:
    """Return a plan each of whose tasks waits for the one before it, the first for the last."""
    return plan(*(_TASK.format(n, _AFTER.format((n - 2) % count + 1)) for n in range(1, count + 1)))


def nested_gantt(depth: int) -> bytes:
    """Return a plan of tasks within tasks."""
    inside = '<task id="1" name="a" start="2026-01-05" duration="1">' * depth + "</task>" * depth
    return f'<project name="a" view-date="2026-01-05"><tasks>{inside}</tasks></project>'.encode()


TEXTS: Mapping[str, Harm] = {
    "fetched-type.xml": Harm(lambda address: _FETCHED.format(address).encode(), "document type"),
    "fetched-parameter.xml": Harm(
        lambda address: _PARAMETER.replace("{}", address).encode(), "document type"
    ),
    "included.xml": Harm(lambda address: _INCLUDED.format(address).encode()),
    "styled.xml": Harm(lambda address: _STYLED.format(address).encode() + plan()),
    "wide-letters.xml": fixed(lambda: f"{DOCTYPE}<Project>&a;</Project>".encode("utf-16")),
    "seven-bits.xml": fixed(
        lambda: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<Project/>'
    ),
    "laughs.pod": fixed(
        lambda: pod().replace(b'encoding="UTF-8"?>', b'encoding="UTF-8"?>' + LAUGHS.encode()),
        "document type",
    ),
    "laughs.gan": fixed(
        f'{LAUGHS}<project view-date=""><tasks>&b;</tasks></project>'.encode, "document type"
    ),
    "laughs.planner": fixed(
        f'{LAUGHS}<project mrproject-version="2">&b;</project>'.encode, "document type"
    ),
    "laughs-pmxml.xml": fixed(
        f"{LAUGHS}<APIBusinessObjects>&b;</APIBusinessObjects>".encode, "document type"
    ),
    "deep.gan": fixed(lambda: nested_gantt(200), "levels deep"),
    "circle.xml": fixed(lambda: circle(2_000)),
    "waits-for-itself.xml": fixed(lambda: plan(_TASK.format(1, _AFTER.format(1)))),
    "many-links.xml": fixed(
        lambda: plan(*(_TASK.format(n, _AFTER.format(1) * 400) for n in range(400)))
    ),
    "long-numbers.xml": fixed(
        lambda: plan(
            "<Task><UID>" + "9" * 100_000 + "</UID><Name>T</Name>"
            "<Start>99999-99-99T99:99:99</Start>"
            "<Duration>PT" + "9" * 50_000 + "H0M0S</Duration><Cost>" + "9" * 50_000 + "</Cost>"
            "<OutlineLevel>" + "9" * 5_000 + "</OutlineLevel></Task>"
        )
    ),
    "gadget.pod": fixed(lambda: _JAVA + _GADGET + b"project" + bytes(range(256)), "Save As"),
    "gadget-without-a-plan.pod": fixed(lambda: _JAVA + _GADGET + bytes(range(256)), "not read"),
    "gadget-before-a-plan.pod": fixed(lambda: _JAVA + _GADGET + pod()[4:]),
    "many-fields.xer": fixed(
        lambda: b"".join(
            (_XER.encode(), b"%T\tTASK\r\n%F", b"\tf" * 1_000_000, b"\r\n%R", b"\t1" * 1_000_000)
        )
    ),
    "many-tables.xer": fixed(lambda: _XER.encode() + b"%T\tA\r\n%F\ta\r\n%R\t1\r\n" * 100_000),
    "odd-signs.mpx": fixed(
        lambda: b"MPX|Microsoft Project for Windows|4.0|ANSI\r\n10|\r\n11|;|,|\0|\r\n70|1|;;|\r\n"
    ),
    "own-signs.mpx": fixed(lambda: b"MPX,A,4.0,ANSI\r\n" + b'70,1,"' + b"a," * 500_000),
    "nothing-within.csv": fixed(lambda: b"risk;owner\0;\0\nfire;Ann\n" * 50, "not read"),
    "wide-letters.csv": fixed(lambda: "risk;owner\n=cmd|' /C calc'!A0;Ann\n".encode("utf-16")),
    "seven-bits.csv": fixed(lambda: b"risk;owner\n+AD0-cmd;Ann\n"),
    "columns.csv": fixed(lambda: b"a;" * 1_000_000 + b"\n", "Line 1"),
    "rows.csv": fixed(lambda: b"a;b\n" * 300_000, "200000 rows"),
    "marks.csv": fixed(lambda: b'a;b\n1;"' + b'"' * 3_000_000 + b"\n"),
    "marks-and-signs.csv": fixed(lambda: b"a;b\n" + b'"a";' * 400 + b"\n" * 100_000),
    "formulas.csv": fixed(
        lambda: b'risk,owner\n=HYPERLINK("http://evil.example"),@SUM(1)\n+1,-1\n\tx,\ry\n'
    ),
    "brackets.md": fixed(lambda: b"[" * 1_000_000 + b"\n\n" + b"![" * 300_000),
    "comments.md": fixed(lambda: b"<!--" * 300_000),
    "rule.md": fixed(lambda: b"a | b\n|" + b" " * 300_000 + b"x|\n" + b"|---" * 200_000 + b"x"),
    "emphasis.md": fixed(lambda: b"**a __b `c " * 100_000),
    "one-line.txt": fixed(lambda: b"Budget: 1 000 EUR; " * 260_000),
    "blanks.txt": fixed(lambda: b" " * 4_000_000 + b"x" + b"\t" * 4_000_000),
    "page-renamed.docx": fixed(
        lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>", "web page"
    ),
    "page-renamed.xlsx": fixed(
        lambda: b"<html xmlns:x='urn:excel'><table><tr><td>1</td></tr></table></html>", "web page"
    ),
    "page-before.pdf": fixed(lambda: b"<html><body>x</body></html>%PDF-1.7\n", "web page"),
    "rich-text.docx": fixed(lambda: b"{\\rtf1{\\object\\objdata 0105}}", "save it as a Word"),
    "program.pdf": fixed(lambda: b"\x7fELF" + bytes(range(256)) * 8, "not read"),
    "shortcut.docx": fixed(lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(200), "not read"),
    "archive.7z": fixed(lambda: b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(200), "not read"),
    "bomb.gz": fixed(lambda: gzip.compress(bytes(20_000_000)), "not read"),
    "documents.zip": fixed(lambda: archive({"charter.docx": b"PK", "budget.xlsx": b"PK"}),
                           "archive and no document"),
    "plan-renamed.pdf": fixed(mspdi),
}  # fmt: skip
"""By the name under which each is handed in."""
