# SPDX-License-Identifier: EUPL-1.2
"""National numbers: INSZ of the national register, BIS for whoever is not in it (yet).

The check digits catch most slips of the finger, not all: the name and birth date are shown for
confirmation. Nothing that must be known is derived from a number; a BIS number may have a month
that is 20 or 40 too high, and parts of the date may be unknown.
"""

from __future__ import annotations

from stdnum.be import ssn
from stdnum.exceptions import InvalidChecksum, InvalidFormat, ValidationError


class NotAnInszError(ValueError):
    """What was typed is not a national number; the message says why."""


def read(text: str) -> str:
    """The eleven digits of a number as it was typed, with or without dots and dashes.

    Raises NotAnInszError.
    """
    try:
        return str(ssn.validate(text))
    except InvalidChecksum:
        raise NotAnInszError(
            "de controlecijfers kloppen niet; kijk na of elk cijfer juist is"
        ) from None
    except InvalidFormat:
        raise NotAnInszError("een INSZ heeft elf cijfers") from None
    except ValidationError:
        raise NotAnInszError("dit kan geen INSZ zijn; kijk na of elk cijfer juist is") from None


def shown(digits: str) -> str:
    """The number as it is written on a card: 85.07.30-033.28."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def masked(digits: str) -> str:
    """Enough to recognise one's own number, not enough to use somebody else's."""
    return f"••.••.••-{digits[6:9]}.••"
