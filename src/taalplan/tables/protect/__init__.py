# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control: what is not shown, and the proof that it cannot be computed back."""
