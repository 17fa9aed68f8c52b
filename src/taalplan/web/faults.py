# SPDX-License-Identifier: EUPL-1.2
"""Faults in a question, in the words of the page: the command line tells them in English.

Each line of the tables is a fault as `answers` and `answering` word it, with what differs between
`(…)`, and how it is said here. What no line fits is shown as it is, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from taalplan.answers import Fault

_ANY = r"(.+)"
_FIELDS = {
    "text": _n("antwoord"),
    "after": _n("wat onder de tabellen komt"),
    "words": _n("in eigen woorden"),
    "title": _n("titel"),
    "analysis": _n("ontleding"),
    "definition": _n("tabel"),
    "owner": _n("wie het wel heeft"),
    "expected": _n("wanneer het verwacht wordt"),
    "source": _n("eerder antwoord"),
    "function": _n("functie van de minister"),
    "asked": _n("wat gevraagd wordt"),
    "years": _n("jaren"),
    "year": _n("jaren"),
}

PROBLEMS: Mapping[str, str] = {
    rf"'{_ANY}' in '{_ANY}' is typed, not computed": _n(
        "“%(a)s” (%(b)s) is getypt en niet berekend"
    ),
    rf"'{_ANY}' is not a template: {_ANY}": _n("in “%(a)s” klopt iets tussen {{ en }} niet: %(b)s"),
    rf"'{_ANY}' is missing": _n("“%(a)s” ontbreekt"),
    rf"'{_ANY}' is empty": _n("“%(a)s” is leeg"),
    rf"'{_ANY}' is not known here": _n("“%(a)s” is hier niet bekend"),
    rf"'{_ANY}: {_ANY}' is not known": _n("“%(b)s” is niet bekend (%(a)s)"),
    rf"'{_ANY}: {_ANY}' is not a date": _n("“%(b)s” is geen datum"),
    rf"'{_ANY}' is not a year": _n("“%(a)s” is geen jaar"),
    rf"'{_ANY}' ends before it begins": _n("“%(a)s” eindigt voor het begint"),
    rf"'id: {_ANY}' cannot be used in a text": _n("“%(a)s” kan niet als naam in een tekst"),
    rf"'{_ANY}' stands twice": _n("“%(a)s” staat er twee keer"),
    rf"'{_ANY}' stands here {_ANY} times": _n("“%(a)s” staat hier %(b)s keer"),
    rf"'{_ANY}' stands here twice": _n("“%(a)s” staat hier twee keer"),
    rf"'{_ANY}' is not a field": _n("“%(a)s” is geen veld"),
    r"stands twice as a sub-question": _n("staat er twee keer als deelvraag"),
    rf"'code: {_ANY}' is not a sub-question": _n("“%(a)s” is geen deelvraag"),
    rf"'number: {_ANY}' is not a number": _n("“%(a)s” is geen getal"),
    r"there is no answer": _n("er is geen antwoord"),
    rf"a reason '{_ANY}' needs an 'owner'": _n("zeg wie het cijfer wel heeft"),
    rf"a reason '{_ANY}' needs 'expected'": _n("zeg wanneer het cijfer verwacht wordt"),
    rf"there is no table '{_ANY}'": _n("er is geen tabel “%(a)s”"),
    rf"table {_ANY} has no \({_ANY}\) = \({_ANY}\); it begins with {_ANY}": _n(
        "tabel %(a)s heeft geen (%(b)s) = (%(c)s); zij begint met %(d)s"
    ),
    rf"table {_ANY} wants {_ANY} codes: {_ANY}": _n("tabel %(a)s vraagt %(b)s codes: %(c)s"),
    rf"table {_ANY}: \({_ANY}\) is not shown, to protect people; {_ANY}": _n(
        "tabel %(a)s: (%(b)s) wordt niet getoond, om personen te beschermen; laat het weg, of "
        "schrijf het met .toon(...)"
    ),
    rf"table {_ANY}: \({_ANY}\) is blank": _n("tabel %(a)s: (%(b)s) is leeg"),
    rf"table {_ANY}: no figure fits \({_ANY}\)": _n("tabel %(a)s: geen cijfer past bij (%(b)s)"),
    r"a percentage of nothing \(the whole is 0\) does not exist": _n(
        "een percentage van niets (het geheel is 0) bestaat niet"
    ),
    rf"is not YAML: {_ANY}": _n("is geen YAML: %(a)s"),
    r"holds no fields": _n("bevat geen velden"),
    rf"no analysis is of the kind '{_ANY}'": _n("er is geen ontleding van de soort “%(a)s”"),
}

ADVICE: Mapping[str, str] = {
    rf"write {{{{ {_ANY} }}}}, or quote a reference as \[\[\.\.\.\]\]": _n(
        "schrijf {{ %(a)s }}, of zet een verwijzing tussen [[ en ]]"
    ),
    r"mend the {{ }}": _n("maak de {{ }} in orde"),
    r"mend the (?:text|table|analysis)": _n("verbeter het"),
    rf"add '{_ANY}: \.\.\.'": _n("vul het in"),
    r"fill it in": _n("vul het in"),
    rf"the tables of this question are {_ANY}": _n("de tabellen van deze vraag zijn %(a)s"),
    rf"choose from {_ANY}": _n("kies uit %(a)s"),
    rf"known here: {_ANY}": _n("bekend zijn hier: %(a)s"),
    rf"write it as {_ANY}": _n("schrijf het als %(a)s"),
    rf"write {_ANY}": _n("schrijf %(a)s"),
    r"keep one": _n("hou er één"),
    r"re(?:name|number) one": _n("geef er één een andere naam"),
    r"give a text, table, quoted, analysis or reason": _n(
        "geef een tekst, een tabel, een eerder antwoord of een reden"
    ),
    r"say (?:who has the answer|when it will be known)": _n("vul het in"),
    r"check the indents and put texts with ':' between quotes or under '\|'": _n(
        "kijk het inspringen na, en zet teksten met “:” tussen aanhalingstekens of onder “|”"
    ),
    r"begin with 'number: 216'": _n("begin met “number: 216”"),
}


def said(fault: Fault) -> str:
    """What is wrong and what to do, in the reader's language."""
    parts = [_found(PROBLEMS, fault.problem), _found(ADVICE, fault.advice)]
    return "; ".join(part for part in parts if part)


def _found(table: Mapping[str, str], words: str) -> str:
    for pattern, template in table.items():
        if match := re.fullmatch(pattern, words, re.DOTALL):
            given = zip("abcd", match.groups(), strict=False)
            return _(template) % {name: _field(value) for name, value in given}
    return words


def _field(value: str) -> str:
    """The name of a field as the form has it; anything else as it is."""
    return _(_FIELDS[value]) if value in _FIELDS else value
