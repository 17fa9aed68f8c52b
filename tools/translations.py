# SPDX-License-Identifier: EUPL-1.2
"""The pages in English and French: every Dutch text that they can show has a translation.

    python tools/translations.py           add new texts to the catalogues, and compile them
    python tools/translations.py --check   say what is missing or not compiled; exit 1 if anything

The Dutch texts stand in the code and the templates; the catalogues are
src/taalplan/web/locale/<language>/LC_MESSAGES/django.po. GNU gettext is not needed.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "src" / "taalplan"
LOCALE = HOME / "web" / "locale"
LANGUAGES = {"en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
FUNCTIONS = ("_", "_l", "_n", "gettext_noop", "ngettext")

Key = tuple[str, str]
"""A text and its plural; the plural is empty for most."""


def texts() -> set[Key]:
    """Every text to translate: calls of gettext, and the tags of templates."""
    found: set[Key] = set()
    for room in ("web", "register", "questions"):
        for file in (HOME / room).rglob("*.py"):
            found.update(_in_code(file.read_text(encoding="utf-8")))
        for file in (HOME / room).rglob("*.html"):
            found.update(_in_template(file.read_text(encoding="utf-8")))
    return found


def _in_code(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        words = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if node.func.id in FUNCTIONS and words:
            yield words[0], words[1] if node.func.id == "ngettext" else ""


def _in_template(source: str) -> Iterator[Key]:
    for match in re.finditer(r"{%\s*translate\s+([\"'])(.*?)\1", source):
        yield match[2], ""
    blocks = r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}"
    for match in re.finditer(blocks, source, re.DOTALL):
        one, _, many = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", match[1]).partition("{% plural %}")
        yield one, many


def read_po(file: Path) -> dict[Key, list[str]]:
    """The translations of a catalogue; the heading is left out."""
    found: dict[Key, list[str]] = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        parts = re.findall(r'^(msg\w+(?:\[\d\])?) ((?:".*"\n?)+)', block + "\n", re.MULTILINE)
        values = {
            name: "".join(map(ast.literal_eval, text.split("\n")[:-1])) for name, text in parts
        }
        if values.get("msgid"):
            key = (values["msgid"], values.get("msgid_plural", ""))
            found[key] = [text for name, text in values.items() if name.startswith("msgstr")]
    return found


def write_po(file: Path, language: str, entries: dict[Key, list[str]]) -> None:
    """A catalogue in the order of its Dutch texts, so that a change is one line in a diff."""
    blocks = [f'# SPDX-License-Identifier: EUPL-1.2\nmsgid ""\nmsgstr ""\n{_heading(language)}']
    for (one, many), words in sorted(entries.items()):
        lines = [f"msgid {_quoted(one)}"]
        if many:
            lines.append(f"msgid_plural {_quoted(many)}")
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(words)]
        else:
            lines.append(f"msgstr {_quoted(words[0])}")
        blocks.append("\n".join(lines))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _heading(language: str) -> str:
    lines = (
        f"Language: {language}",
        "Content-Type: text/plain; charset=UTF-8",
        f"Plural-Forms: {LANGUAGES[language]}",
    )
    return "\n".join(f'"{line}\\n"' for line in lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(language: str, entries: dict[Key, list[str]]) -> bytes:
    """A catalogue as gettext reads it (the .mo format: two tables of lengths and offsets)."""
    heading = ast.literal_eval("(" + _heading(language) + ")")
    pairs = {"": heading} | {
        one + ("\0" + many if many else ""): "\0".join(words)
        for (one, many), words in entries.items()
        if all(words)
    }
    rows = sorted((key.encode(), text.encode()) for key, text in pairs.items())
    start = 28 + 16 * len(rows)
    offsets, data = [], b""
    for column in (0, 1):
        for row in rows:
            offsets += [len(row[column]), start + len(data)]
            data += row[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, start)
    return head + struct.pack(f"<{len(offsets)}I", *offsets) + data


def faults() -> list[str]:
    """What is missing, left over, holds other variables, or was not compiled."""
    wanted, found = texts(), []
    for language in LANGUAGES:
        file = LOCALE / language / "LC_MESSAGES" / "django.po"
        entries = read_po(file)
        found += [f"{language}: not in the catalogue: {key[0]}" for key in wanted - entries.keys()]
        found += [f"{language}: no longer used: {key[0]}" for key in entries.keys() - wanted]
        for key, words in entries.items():
            if not all(words):
                found.append(f"{language}: not translated: {key[0]}")
            found += [
                f"{language}: other variables than the Dutch text: {key[0]}"
                for text in words
                if _variables(text) != _variables(key[0])
            ]
        if file.with_suffix(".mo").read_bytes() != compiled(language, entries):
            found.append(f"{language}: not compiled; run tools/translations.py")
    return sorted(found)


def _variables(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


def update() -> None:
    """Add what is new, remove what is gone, and compile."""
    wanted = texts()
    for language in LANGUAGES:
        file = LOCALE / language / "LC_MESSAGES" / "django.po"
        known = read_po(file) if file.exists() else {}
        entries = {key: known.get(key, ["", ""] if key[1] else [""]) for key in wanted}
        write_po(file, language, entries)
        file.with_suffix(".mo").write_bytes(compiled(language, entries))


def main(arguments: list[str]) -> int:
    """Check, or update and then say what is still to be translated."""
    if "--check" not in arguments:
        update()
    found = faults()
    print("\n".join(found) or "every text has its translations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
