# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control: which cells are not shown, and the proof that they cannot be computed back."""
