# SPDX-License-Identifier: EUPL-1.2
"""The pages: a view reads a form, calls an action, and goes on to the next page."""
