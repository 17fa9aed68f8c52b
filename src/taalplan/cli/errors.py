# SPDX-License-Identifier: EUPL-1.2
"""The error for a command that was not well put."""


class UsageError(Exception):
    """The arguments do not fit; the message says what to write instead. Exit code 2."""
