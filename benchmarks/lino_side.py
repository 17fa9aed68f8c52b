# SPDX-License-Identifier: EUPL-1.2
"""What `beside_lino.py` asks of Lino Avanti; runs with the Python of Lino's own environment.

    lino_side.py people.json inserted

The first part of the people is written quickly, as a register that is there; the last `inserted`
are registered one by one, as Lino's own form does. Writes one JSON object.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

django.setup()
settings.SITE.startup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client as Browser  # noqa: E402
from lino.api import rt  # noqa: E402

from lino_measure import measured  # noqa: E402


def made(person: dict[str, Any]) -> Any:
    """A client of Lino, not saved."""
    return rt.models.avanti.Client(
        first_name=person["given_names"],
        last_name=person["family_name"],
        gender="F" if person["sex"] == "f" else "M",
        birth_date=f"{person['year']:04}-{person['month'] or 0:02}-{person['day'] or 0:02}",
    )


def quickly(people: list[dict[str, Any]]) -> None:
    """A register that is there already: saved without checks, with the words to find doubles."""
    word, kind = rt.models.dupable.PhoneticWord, rt.models.contenttypes.ContentType
    owner = kind.objects.get_for_model(rt.models.avanti.Client)
    words = []
    with transaction.atomic():
        for person in people:
            client = made(person)
            client.client_state = "newcomer"
            client.name = f"{client.last_name} {client.first_name}"
            client.save()
            words += [
                word(word=each, owner_type=owner, owner_id=client.pk)
                for each in client.get_dupable_words(client.name)
            ]
        word.objects.bulk_create(words, batch_size=500)


def save(person: dict[str, Any]) -> None:
    """As the form does, without the look for doubles."""
    client = made(person)
    client.full_clean()
    client.save()


def submit(person: dict[str, Any]) -> None:
    """As the form does: who is alike, check, save, and the words to be found by later."""
    client = made(person)
    client.full_clean()
    list(client.find_similar_instances(4))
    client.save()
    client.update_dupable_words()


def main_page(query: dict[str, str]) -> Any:
    """What the browser asks to fill the list of clients."""
    asked = {"fmt": "json", "limit": "15", "start": "0"} | query
    answer = BROWSER.get("/api/avanti/Clients", asked)
    rows = json.loads(answer.content)["rows"] if answer.status_code == 200 else None
    if not rows:
        raise SystemExit(f"Lino's list answered {answer.status_code}: {answer.content[:300]!r}")
    return rows


BROWSER = Browser(HTTP_HOST="localhost")


def run(people: list[dict[str, Any]], inserted: int) -> dict[str, Any]:
    """Fill, insert, list, search."""
    there, new = people[:-inserted], people[-inserted:]
    quickly(there)
    half = len(new) // 2
    found = {
        "save": measured(save, new[:half], connection),
        "submit": measured(submit, new[half:], connection),
    }
    user = rt.models.users.User.objects.filter(username="robin").first()
    BROWSER.force_login(user or rt.models.users.User.objects.exclude(user_type="").first())
    found["list"] = measured(lambda _: main_page({}), there[:15], connection)
    found["search"] = measured(
        lambda person: main_page({"query": person["family_name"]}),
        there[:: max(len(there) // 35, 1)][:35],
        connection,
    )
    found["people"] = rt.models.avanti.Client.objects.count()
    return found


if __name__ == "__main__":
    print(json.dumps(run(json.loads(Path(sys.argv[1]).read_text()), int(sys.argv[2]))))
