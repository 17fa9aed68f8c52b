# SPDX-License-Identifier: EUPL-1.2
"""Who did what, when, and why they looked; rows are only added.

`record(...)` writes one row in the transaction of the change itself.
"""
