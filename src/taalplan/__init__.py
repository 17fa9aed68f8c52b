# SPDX-License-Identifier: EUPL-1.2
"""Taalplan: from a registration at a desk to the lessons that are needed, and a right answer."""

__version__ = "0.1.0"
