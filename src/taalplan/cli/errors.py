# SPDX-License-Identifier: EUPL-1.2
"""The errors for a command that was not well put."""

import argparse
from datetime import date


class UsageError(Exception):
    """The arguments do not fit; the message says what to write instead. Exit code 2."""


def iso_date(text: str) -> date:
    """An argument that is a day, as 2022-01-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not a day that exists; write it as 2022-01-31"
        ) from None


def told(error: OSError) -> str:
    """What the system says of a file, in the order a person reads: which file, then why."""
    why = (error.strerror or str(error)).lower()
    return f"{error.filename}: {why}" if error.filename else str(error)
