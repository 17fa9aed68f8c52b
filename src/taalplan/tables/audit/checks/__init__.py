# SPDX-License-Identifier: EUPL-1.2
"""The checks of a printed table: each a function from a table to findings."""
