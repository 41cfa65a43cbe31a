"""From the words of a project to its papers, and from papers to files."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from typing_extensions import override

from examples.write import (
    money,
    print_document,
    project_xml,
    purchases,
    registers,
    spending,
    tables,
    text_document,
    workbook,
    worth,
)
from examples.write.block import Paper, Sheet, blocks_of, cell_of, grid_of
from examples.write.cell import Formula, as_day, as_money, as_number, as_short_day
from examples.write.project import Project
from examples.write.project_view import View

WRITERS = {".docx": text_document.write, ".pdf": print_document.write, ".xlsx": workbook.write}
TABLES = {
    name: function
    for module in (tables, money, spending, purchases, registers, worth)
    for name, function in vars(module).items()
    if callable(function) and getattr(function, "__module__", "") == module.__name__
}


class _Whole(yaml.SafeDumper):
    """Writes equal values in full each time they come."""

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_all(folder: Path, target: Path) -> list[Path]:
    """Write every package of the project in ``folder`` below ``target``; return the files."""
    project = Project(folder)
    packages = yaml.safe_load((folder / "source" / "packages.yaml").read_text("utf-8"))
    return [path for package in packages for path in _write_package(project, package, target)]


def _write_package(project: Project, package: Mapping[str, Any], target: Path) -> list[Path]:
    place = target / package["folder"]
    place.mkdir(parents=True, exist_ok=True)
    written = [_write_paper(project, entry, place) for entry in _entries(project, package)]
    if "manifest" in package:
        manifest = place / "package.yaml"
        text = yaml.safe_dump(package["manifest"], allow_unicode=True, sort_keys=False)
        manifest.write_text(text, "utf-8")
        written.append(manifest)
    return written


def _entries(project: Project, package: Mapping[str, Any]) -> list[dict[str, Any]]:
    language, currency = project.language, project.facts["currency"]
    source = FileSystemLoader(project.folder / "source")
    words = Environment(loader=source, undefined=StrictUndefined, autoescape=False)  # noqa: S701 - YAML
    words.filters |= {
        "day": partial(as_day, language=language),
        "short": partial(as_short_day, language=language),
        "money": partial(as_money, currency=currency, language=language),
        "number": partial(as_number, language=language),
        "flow": _flow,
    }
    template = words.get_template(package["words"])
    people = {person["role"].replace("-", "_"): person for person in project.facts["people"]}
    text = template.render(
        project=project,
        date=date.fromisoformat,
        facts=project.facts,
        plan=project.plan,
        people=people,
        flawed=package.get("flawed", False),
        revision=package.get("revision", 1),
        on={gate["code"]: project.at(gate["code"]) for gate in project.plan["milestones"]},
        **{name: partial(function, project) for name, function in TABLES.items()},
    )
    return list(yaml.safe_load(text))


def _write_paper(project: Project, entry: dict[str, Any], place: Path) -> Path:
    path: Path = place / entry["file"]
    if path.suffix == ".xml":
        view = View(
            entry["title"],
            entry["day"],
            real=entry.get("real", False),
            longer=tuple(entry.get("longer", {}).items()),
        )
        project_xml.write(project, view, path)
        return path
    running = f"{project.facts['code']} · {project.facts['name']} · {entry['title']}"
    paper = Paper(
        file=entry["file"],
        title=entry["title"],
        author=str(entry.get("author", project.person("project-manager")["name"])),
        language=project.language,
        day=entry["day"],
        running=running,
        blocks=blocks_of(entry.get("blocks", ())),
        sheets=[_sheet(sheet) for sheet in entry.get("sheets", ())],
    )
    WRITERS[path.suffix](paper, path)
    return path


def _sheet(data: Mapping[str, Any]) -> Sheet:
    grids = [(entry.get("caption", ""), grid_of(entry["table"])) for entry in data["tables"]]
    facts = [(label, cell_of(value)) for label, value in data.get("facts", {}).items()]
    return Sheet(data["name"], data["title"], facts, grids)


def _flow(value: Any) -> str:
    text = yaml.dump(
        _plain(value),
        Dumper=_Whole,
        default_flow_style=True,
        width=10**9,
        allow_unicode=True,
        sort_keys=False,
    )
    return text.strip()


def _plain(value: Any) -> Any:
    if isinstance(value, Formula):
        return {"formula": value.text, "value": value.value}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value
    return value
