# SPDX-License-Identifier: EUPL-1.2
"""A centre gets another name, a site another name or place, from a day on.

What was before that day keeps the name and the place of its day: the old period ends and a new one
of the same code begins. Courses that begin from that day on are given in the new one; a course
that runs over the day stays where it began, unless its centre changes it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register.models import Centre, Course, Demand, Site
from taalplan.register.permissions import check_can_administer


@transaction.atomic
def rename_centre(*, centre: Centre, name: str, valid_from: date, by: Any) -> Centre:
    """The centre is called `name` from a day on; its sites and who waits for it go along.

    Raises ValidationError when the period that would end has not begun or has ended before.
    """
    check_can_administer(by)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    _check_divides(centre, valid_from)
    new = Centre(
        code=centre.code, name=name, kind=centre.kind, valid_from=valid_from,
        institution_number=centre.institution_number, valid_to=centre.valid_to,
    )  # fmt: skip
    _end_before(centre, valid_from)
    new.full_clean()
    new.save()
    still_there = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
    for site in centre.sites.filter(still_there).order_by("pk"):
        if site.valid_from >= valid_from:
            Site.objects.filter(pk=site.pk).update(centre=new)
        else:
            _next_period(site, valid_from, centre=new)
    Demand.objects.filter(centre=centre, ended__isnull=True).update(centre=new)
    log.record(by=by, action="rename_centre", thing=new, code=new.code, old=centre.pk)
    return new


@transaction.atomic
def move_site(
    *, site: Site, valid_from: date, by: Any, name: str = "", municipality: str = "",
    latitude: float | None = None, longitude: float | None = None,
) -> Site:  # fmt: skip
    """The site has another name, or is elsewhere, from a day on; what is not given stays.

    Coordinates are of a place: in another municipality the old ones do not go along.
    Raises ValidationError as `rename_centre` does.
    """
    check_can_administer(by)
    site = Site.objects.select_for_update().select_related("centre").get(pk=site.pk)
    _check_divides(site, valid_from)
    moves = bool(municipality) and municipality != site.municipality
    given: dict[str, Any] = {
        "name": name or site.name,
        "municipality": municipality or site.municipality,
        "latitude": latitude if moves or latitude is not None else site.latitude,
        "longitude": longitude if moves or longitude is not None else site.longitude,
    }
    new = _next_period(site, valid_from, **given)
    log.record(by=by, action="move_site", thing=new, code=new.code, old=site.pk)
    return new


def _next_period(site: Site, first: date, **changed: Any) -> Site:
    """A new period of a site, and the courses that begin in it."""
    kept = ("centre", "name", "municipality", "latitude", "longitude")
    values = {column: getattr(site, column) for column in kept}
    new = Site(code=site.code, valid_from=first, valid_to=site.valid_to, **(values | changed))
    _end_before(site, first)
    new.full_clean()
    new.save()
    later = Course.objects.filter(site=site, start__gte=first)
    later.update(site=new, version=F("version") + 1)
    return new


def _end_before(place: Centre | Site, first: date) -> None:
    place.valid_to = first - timedelta(days=1)
    place.save(update_fields=["valid_to"])


def _check_divides(place: Centre | Site, first: date) -> None:
    if first <= place.valid_from or (place.valid_to is not None and first > place.valid_to):
        raise ValidationError({"valid_from": _("die dag valt niet na de eerste en tot de laatste "
                                               "dag van deze naam")})  # fmt: skip
