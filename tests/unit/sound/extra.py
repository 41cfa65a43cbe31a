"""What the example project does not need, and some methods ask: written as workbooks."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

REQUIREMENTS: Rows = [
    ["N°", "Exigence", "Besoin métier", "Code WBS", "Essai"],
    ["REQ-01", "Récupérer au moins 3,2 MW en continu", "B-01 gaz économisé", "3.1", "E-07"],
    ["REQ-02", "Tenir la pression du four à 2 Pa près", "B-01 gaz économisé", "4.2", "E-08"],
    ["REQ-03", "Livrer 9 000 MWh par an au réseau urbain", "B-02 chaleur vendue", "4.4", "E-02"],
    [
        "REQ-04",
        "Revenir à la cheminée en moins de 45 secondes",
        "B-01 gaz économisé",
        "5.1",
        "E-06",
    ],
]
ASSUMPTIONS: Rows = [
    ["N°", "Hypothèse", "Porteur", "Échéance", "Risque si elle est fausse", "Statut"],
    ["H-1", "Le gaz reste au-dessus de 40 € par MWh", "Nadia Benali", "2028-06-30",
     "La valeur nette est divisée par deux", "Ouverte"],
    ["H-2", "Le délégataire reprend la chaleur pendant 15 ans", "Hélène Vasseur", "2028-03-31",
     "Un tiers des gains disparaît", "Ouverte"],
]  # fmt: skip
LONG_LEAD: Rows = [
    ["Code WBS", "Article", "Délai de livraison (jours)", "Date de besoin", "Date de commande"],
    ["3.3", "Échangeur fumées-eau", 120, "2027-08-02", "2027-03-04"],
    ["3.4", "Ballon tampon de 60 m³", 90, "2027-07-05", "2027-03-04"],
]
VALUE: Rows = [
    ["Lot", "BAC (EUR)", "PV", "EV", "AC", "CPI", "SPI"],
    ["Études", 100_000, 100_000, 100_000, 98_000, 1.02, 1.0],
    ["Travaux", 300_000, 200_000, 198_000, 200_000, 0.99, 0.99],
    ["Total", 400_000, 300_000, 298_000, 298_000, 1.0, 0.99],
]
WORKBOOKS: Mapping[str, tuple[str, str, Rows]] = {
    "Matrice des exigences.xlsx": (
        "Exigences",
        "Matrice de traçabilité des exigences",
        REQUIREMENTS,
    ),
    "Registre des hypothèses.xlsx": ("Hypothèses", "Registre des hypothèses", ASSUMPTIONS),
    "Articles à long délai.xlsx": ("Articles", "Articles à long délai", LONG_LEAD),
    "Valeur acquise.xlsx": ("Valeur acquise", "Rapport de valeur acquise", VALUE),
}
"""The name of the file, the sheet, the title above the table, and the rows."""

FIRST_ROW = 3
"""The row of the header, below the title and an empty row."""


def write(name: str, folder: Path) -> None:
    """Write one of the workbooks into a folder."""
    sheet_name, title, rows = WORKBOOKS[name]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name
    sheet.append([title])
    sheet.append([])
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
