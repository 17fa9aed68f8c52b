# SPDX-License-Identifier: EUPL-1.2
"""What is not known well, told to the person who must act on a plan."""

from __future__ import annotations

import numpy as np

from taalplan.needs.progression.counting import Counts
from taalplan.needs.progression.followed import Ints
from taalplan.needs.progression.groups import Groups, State
from taalplan.vocabulary.text import Text

FEW = 12
"""Calendar months below which a window does not hold every season once."""

NOTHING = Text(
    "Van niemand is bekend dat hij of zij de voorbije maanden aan een niveau bezig was: uit de "
    "doorstroom volgt geen behoefte. Controleer of de uittreksels trajectonderdelen of "
    "plaatsingen bevatten.",
    "Nobody is known to have been busy with a level in recent months: progression gives no need. "
    "Check that the extracts hold components or placements.",
    "On ne connaît personne qui ait suivi un niveau ces derniers mois : la progression ne donne "
    "aucun besoin. Vérifiez que les extraits contiennent des composantes ou des placements.",
)


def warnings_of(counts: Counts, groups: Groups) -> tuple[Text, ...]:
    """Areas and levels without history, levels that nobody ended, and a window that is short."""
    busy = counts.at_risk[:, State.BUSY].sum(axis=(0, 3))
    if not busy.any():
        return (NOTHING,)
    areas, profiles, levels = groups.shape
    by_area = busy.reshape(levels, areas, profiles).sum(axis=(0, 2))
    by_level = busy.sum(axis=1)
    ended = counts.ended[State.BUSY].sum(axis=(1, 2, 3))
    found = []
    if len(counts.months) < FEW:
        found.append(_short(len(counts.months)))
    if names := _named(groups.areas, by_area == 0):
        found.append(_areas(names))
    if names := _named(groups.levels, by_level == 0):
        found.append(_levels(names))
    if names := _named(groups.levels, (by_level > 0) & (ended == 0)):
        found.append(_never_ended(names))
    return tuple(found)


def _named(names: tuple[str, ...], which: Ints | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> str:
    return ", ".join(name for name, chosen in zip(names, which, strict=True) if chosen)


def _short(months: int) -> Text:
    return Text(
        f"De doorstroom is over {months} maanden geteld: minder dan een jaar. Niet elk seizoen "
        "zit erin; lees de maanden van het plan met voorbehoud.",
        f"Progression was counted over {months} months: less than a year. Not every season is "
        "in it; read the months of the plan with caution.",
        f"La progression a été comptée sur {months} mois : moins d’un an. Toutes les saisons n’y "
        "sont pas ; lisez les mois du plan avec prudence.",
    )


def _areas(names: str) -> Text:
    return Text(
        f"Zonder geschiedenis: {names}. De doorstroom daar is die van alle regio’s samen.",
        f"Without history: {names}. Progression there is that of all areas together.",
        f"Sans historique : {names}. La progression y est celle de toutes les régions ensemble.",
    )


def _levels(names: str) -> Text:
    return Text(
        f"Aan {names} was niemand bezig: de doorstroom daar is die van de andere niveaus samen.",
        f"Nobody was busy with {names}: progression there is that of the other levels together.",
        f"Personne ne suivait {names} : la progression y est celle des autres niveaux ensemble.",
    )


def _never_ended(names: str) -> Text:
    return Text(
        f"{names}: niemand heeft dit niveau afgesloten in de getelde maanden. Wat erna komt "
        "steunt op de andere niveaus; controleer of resultaten worden ingevoerd.",
        f"{names}: nobody ended this level in the months counted. What comes after it rests on "
        "the other levels; check that results are entered.",
        f"{names} : personne n’a terminé ce niveau pendant les mois comptés. La suite repose sur "
        "les autres niveaux ; vérifiez que les résultats sont encodés.",
    )
