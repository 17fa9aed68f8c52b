# SPDX-License-Identifier: EUPL-1.2
"""Whether a file of a person can still be changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taalplan.register.models import Person
from taalplan.register.states import NotInThisStateError


def lock(*people: Person) -> None:
    """Wait for others who change these files, and read anew whether they are in use.

    Always in the same order, so that two merges of the same files cannot wait for each other.
    Raises NotInThisStateError for a file that was merged into another or erased: what is added
    to it would be lost to whoever opens the file that was kept.
    """
    found = Person.objects.select_for_update().order_by("pk").in_bulk([each.pk for each in people])
    for person in people:
        fresh = found[person.pk]
        person.merged_into_id, person.erased_on = fresh.merged_into_id, fresh.erased_on
        check_in_use(person)


def check_in_use(person: Person) -> None:
    """NotInThisStateError when somebody's file was merged into another, or erased."""
    if person.erased_on is not None:
        raise NotInThisStateError(_("dit dossier is gewist na de bewaartermijn"))
    if person.merged_into_id is not None:
        raise NotInThisStateError(
            _("dit dossier is samengevoegd met een ander; open het dossier dat bleef")
        )
