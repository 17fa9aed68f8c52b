# SPDX-License-Identifier: EUPL-1.2
"""Repairs of a printed table: the fewest changes after which its sums hold again."""
