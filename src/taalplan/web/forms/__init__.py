# SPDX-License-Identifier: EUPL-1.2
"""The forms of the desk: what is asked, and what an answer must look like."""
