# SPDX-License-Identifier: EUPL-1.2
"""The sentences in which checks speak, and how names and figures are put into them."""

from __future__ import annotations

from taalplan.tables.numbers import format_number
from taalplan.vocabulary.text import Language, Text


def fill(template: Text, **values: Text | float) -> Text:
    """A sentence in three languages, with names and figures in the style of each."""
    return Text(
        *(
            template[language].format(**{k: _written(v, language) for k, v in values.items()})
            for language in Language
        )
    )


def _written(value: Text | float, language: Language) -> str:
    if isinstance(value, Text):
        return value[language]
    return format_number(value, language, decimals=1 if value % 1 else 0)


PART_ABOVE_TOTAL = Text(
    "{where}: het totaal is {printed}, maar één onderdeel ({part}) is {computed}. "
    "Een onderdeel kan niet groter zijn dan zijn totaal.",
    "{where}: the total is {printed}, but one part ({part}) is {computed}. "
    "A part cannot exceed its total.",
    "{where} : le total est {printed}, mais une partie ({part}) est {computed}. "
    "Une partie ne peut dépasser son total.",
)
TOTAL_ABOVE_PARTS = Text(
    "{where}: het totaal is {printed}, maar de onderdelen zijn samen maar {computed}. "
    "Ook geteld zonder dubbels kan een totaal niet meer zijn dan de som.",
    "{where}: the total is {printed}, but its parts are only {computed} together. "
    "Even counted without doubles a total cannot exceed the sum.",
    "{where} : le total est {printed}, mais les parties ne font ensemble que {computed}. "
    "Même compté sans doubles, un total ne peut dépasser la somme.",
)
TOTAL_NOT_SUM = Text(
    "{where}: het totaal is {printed}, maar de onderdelen zijn samen {computed}. "
    "Deze indeling telt op; reken het totaal of de onderdelen na.",
    "{where}: the total is {printed}, but its parts are {computed} together. "
    "This division adds up; count the total or its parts again.",
    "{where} : le total est {printed}, mais les parties font ensemble {computed}. "
    "Cette répartition s'additionne ; recomptez le total ou ses parties.",
)
TOTAL_MISSING = Text(
    "{where}: het totaal is leeg, maar de onderdelen zijn samen {computed}.",
    "{where}: the total is blank, but its parts are {computed} together.",
    "{where} : le total est vide, mais les parties font ensemble {computed}.",
)
OVERLAP_WITHOUT_NOTE = Text(
    "{where}: de onderdelen zijn samen {computed} en het totaal is {printed}. Dat kan als iemand "
    "in twee onderdelen staat, maar geen noot zegt het. Voeg een noot toe.",
    "{where}: the parts are {computed} together and the total is {printed}. That is possible when "
    "somebody is in two of the parts, but no note says so. Add a note.",
    "{where} : les parties font ensemble {computed} et le total est {printed}. C'est possible si "
    "une personne est dans deux parties, mais aucune note ne le dit. Ajoutez une note.",
)
SUPPRESSION_UNDONE = Text(
    "{where}: {part} is niet getoond, maar is het totaal min de andere onderdelen. "
    "Verberg nog een cijfer van deze som.",
    "{where}: {part} is not shown, but is the total less the other parts. "
    "Hide another figure of this sum.",
    "{where} : {part} n'est pas communiqué, mais c'est le total moins les autres parties. "
    "Masquez encore un chiffre de cette somme.",
)
NEGATIVE = Text(
    "{where}: {printed} is kleiner dan nul.",
    "{where}: {printed} is less than zero.",
    "{where} : {printed} est inférieur à zéro.",
)
PERCENTAGE_DIFFERS = Text(
    "{where}: er staat {printed} %, maar uit de aantallen volgt {computed} %.",
    "{where}: it says {printed}%, but the counts give {computed}%.",
    "{where} : {printed} % est indiqué, mais les nombres donnent {computed} %.",
)
PERCENTAGE_OF_NOTHING = Text(
    "{where}: er staat {printed} %, maar er is niets geteld waarvan dat een deel kan zijn. "
    "Laat de cel leeg.",
    "{where}: it says {printed}%, but nothing was counted of which it can be a share. "
    "Leave the cell blank.",
    "{where} : {printed} % est indiqué, mais rien n'a été compté dont ce serait une part. "
    "Laissez la cellule vide.",
)
PERCENTAGE_DISCLOSES = Text(
    "{where}: het percentage verraadt een aantal dat niet getoond is. Verberg ook het percentage.",
    "{where}: the percentage gives away a count that is not shown. Hide the percentage as well.",
    "{where} : le pourcentage révèle un nombre qui n'est pas communiqué. Masquez aussi le "
    "pourcentage.",
)
