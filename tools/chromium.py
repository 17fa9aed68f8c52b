# SPDX-License-Identifier: EUPL-1.2
"""Chromium for the browser tests, from the system's own packages, when it is missing.

Only root on Debian or Ubuntu can install it here; elsewhere the tests say what to do and are
skipped (with CI=true they fail).
"""

from __future__ import annotations

import os

from system import install

if __name__ == "__main__" and not os.environ.get("CHROMIUM"):
    install("chromium", command="chromium", without="the browser tests are skipped")
