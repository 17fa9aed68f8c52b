# SPDX-License-Identifier: EUPL-1.2
"""Every change of the register: keyword-only, `by=` who, one transaction, one audit row."""
