# SPDX-License-Identifier: EUPL-1.2
"""The audit of a table as somebody printed it: what cannot be right, and how to repair it."""
