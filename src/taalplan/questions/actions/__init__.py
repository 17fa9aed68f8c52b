# SPDX-License-Identifier: EUPL-1.2
"""All that happens to a question: keyword-only, `by` whom, one transaction, one audit row."""
