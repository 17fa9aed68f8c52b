# SPDX-License-Identifier: EUPL-1.2
"""Recognise a Belgian national number (INSZ: rijksregisternummer or BIS number) in a text.

Nothing is read from it; it is recognised so that it can be kept out of snapshots and logs.
"""

from __future__ import annotations

import re

_SHAPE = re.compile(r"(?<!\d)\d\d[-. /_]?\d\d[-. /_]?\d\d[-. /_]?\d{3}[-. /_]?\d\d(?!\d)")


def has_national_number(text: str | None) -> bool:
    """Whether a text contains eleven digits whose check digits are those of an INSZ.

    Born before 2000 or after: the check number is computed over the digits, or over the digits
    with a 2 before them.
    """
    for found in _SHAPE.findall(text or ""):
        digits = re.sub(r"\D", "", found)
        check = int(digits[9:])
        if check in (97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97):
            return True
    return False
