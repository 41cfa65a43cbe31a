"""Print the settings in force, secrets hidden, and what is unsafe about the installation."""

import os
import re

from domain.text import in_language
from jalon import exposure, soundness, tables
from jalon.output import Format, result, result_json, styled, table
from jalon.settings import SETTINGS, Setting
from jalon.soundness import Item
from lifecycle.installation import Place

PASSWORD = re.compile(r"(?<=://)([^:/@]*):[^@]*@")
"""The password of an address such as ``smtps://user:password@host``."""


def run_doctor(fmt: Format, language: str) -> int:
    """Print what is in force and what is unsafe; return 1 when something is."""
    items = looked_at(Place.from_environment())
    sound = all(item.sound for item in items)
    if fmt is Format.JSON:
        result_json(
            {
                "sound": sound,
                "settings": {setting.name: in_force(setting) for setting in SETTINGS},
                "items": [_as_json(item, language) for item in items],
            }
        )
    else:
        result(_settings(language))
        result("")
        result("\n".join(_line(item, language) for item in items))
    return 0 if sound else 1


def looked_at(place: Place) -> list[Item]:
    """Look at everything that can be unsafe."""
    return [
        soundness.sqlite_library(),
        soundness.mail_library(),
        soundness.zip_library(),
        soundness.modes(place.data_dir),
        soundness.key(place.keys_file),
        soundness.disk(place.data_dir),
        soundness.pango(),
        exposure.public_address(),
        exposure.mail_server(),
        exposure.database(),
        tables.tables(place),
        exposure.prefect_api(),
    ]


def in_force(setting: Setting) -> str:
    """Return the value of a setting, its secret parts as stars."""
    value = os.environ.get(setting.name) or setting.default
    if not setting.secret or not value:
        return value
    return PASSWORD.sub(r"\1:***@", value) if "://" in value else "***"


def _settings(language: str) -> str:
    return table(
        (setting.name, in_force(setting) or "-", in_language(setting.meaning, language))
        for setting in SETTINGS
    )


def _line(item: Item, language: str) -> str:
    words = {"en": ("ok    ", "UNSAFE"), "fr": ("ok    ", "RISQUE")}[language]
    mark = styled(words[0], "good") if item.sound else styled(words[1], "bad")
    advice = "" if item.sound else f"\n        {in_language(item.advice, language)}"
    return f"{mark}  {item.name}: {in_language(item.found, language)}{advice}"


def _as_json(item: Item, language: str) -> dict[str, object]:
    return {
        "name": item.name,
        "sound": item.sound,
        "found": in_language(item.found, language),
        "advice": "" if item.sound else in_language(item.advice, language),
    }
