# SPDX-License-Identifier: EUPL-1.2
"""What an indicator is called in a list or a heading; its title says precisely what it counts."""

from __future__ import annotations

from taalplan.vocabulary.text import Text

NAMES: dict[str, Text] = {
    "first-registrations": Text(
        "Eerste aanmeldingen", "First registrations", "Premières inscriptions"
    ),
    "registrations-by-year": Text(
        "Alle aanmeldingen", "All registrations", "Toutes les inscriptions"
    ),
    "first-lesson": Text(
        "Van aanmelding tot eerste les",
        "From registration to first lesson",
        "De l’inscription au premier cours",
    ),
    "enrolments": Text("Inschrijvingen in cursussen", "Enrolments", "Inscriptions aux cours"),
    "blended-share": Text("Les op afstand", "Distance lessons", "Cours à distance"),
    "drop-out": Text("Afhaken", "Dropping out", "Abandon"),
    "throughput": Text(
        "Doorstroom naar een volgend niveau", "On to the next level", "Passage au niveau suivant"
    ),
    "outcomes-a1": Text("Resultaten NT2 A1", "Results Dutch A1", "Résultats néerlandais A1"),
    "outcomes-a2": Text("Resultaten NT2 A2", "Results Dutch A2", "Résultats néerlandais A2"),
    "outcomes-a1-followup": Text(
        "NT2 A1 na gelijke tijd", "Dutch A1 after equal time", "Néerlandais A1 à durée égale"
    ),
    "outcomes-a2-followup": Text(
        "NT2 A2 na gelijke tijd", "Dutch A2 after equal time", "Néerlandais A2 à durée égale"
    ),
}

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Aanmelden", "Registering", "S’inscrire"),
        ("first-registrations", "registrations-by-year"),
    ),
    (
        Text("Les volgen", "Taking lessons", "Suivre les cours"),
        ("first-lesson", "enrolments", "blended-share", "drop-out", "throughput"),
    ),
    (
        Text("Resultaten", "Results", "Résultats"),
        ("outcomes-a1", "outcomes-a2", "outcomes-a1-followup", "outcomes-a2-followup"),
    ),
)  # fmt: skip
"""The list of figures, in the order of somebody's way through it."""
