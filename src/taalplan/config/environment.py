# SPDX-License-Identifier: EUPL-1.2
"""Settings from the environment, each with the sentence that documents it.

The reference page of settings is made from this register, so a setting without a sentence
cannot exist.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Setting:
    """One variable: its name, its default as written, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS: dict[str, Setting] = {}


def read(name: str, default: str, meaning: str) -> str:
    """The value of `TAALPLAN_<name>`, or of the file that `TAALPLAN_<name>_FILE` names.

    Secrets come as files in containers; a file wins over nothing, and both given is an error.
    """
    variable = f"TAALPLAN_{name}"
    SETTINGS[name] = Setting(variable, default, meaning)
    value, file = os.environ.get(variable), os.environ.get(f"{variable}_FILE")
    if value is not None and file is not None:
        raise ValueError(f"{variable} and {variable}_FILE are both set; set one of them")
    if file is not None:
        return Path(file).read_text(encoding="utf-8").strip()
    return default if value is None else value


def flag(name: str, default: bool, meaning: str) -> bool:
    """A setting that is on (`1`, `true`, `yes`, `on`) or off."""
    text = read(name, "yes" if default else "no", meaning).lower()
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off", ""):
        return False
    raise ValueError(f"TAALPLAN_{name} is '{text}'; write yes or no")


def database(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgresql://user:secret@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            # Opening the file again for each request took as long as a short page.
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(SQLITE),
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": _options(dict(parse_qsl(parts.query))),
        }
    raise ValueError(f"TAALPLAN_DATABASE begins with '{parts.scheme}:'; use sqlite: or postgresql:")


# IMMEDIATE: a transaction takes the write lock when it begins, so two clerks wait for each other
# for milliseconds instead of one of them getting "database is locked" in the middle. FULL: what
# was acknowledged survives a power cut.
SQLITE: dict[str, object] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;",
}

# A statement that comes back is planned once by each connection, not each time it is asked: that
# was nearly half of what PostgreSQL did for a page.
POSTGRESQL: dict[str, object] = {
    "options": "-c lock_timeout=10s -c statement_timeout=60s",
    "server_side_binding": True,
    "prepare_threshold": 3,
}


def _options(given: dict[str, str]) -> dict[str, object]:
    """Ours, and those at the end of the address; `?prepare_threshold=none` is for a pooler
    between us and the server that does not keep prepared statements.
    """
    options: dict[str, object] = {**POSTGRESQL, **given}
    if "prepare_threshold" in given:
        text = given["prepare_threshold"]
        options["prepare_threshold"] = None if text == "none" else int(text)
    return options
