# SPDX-License-Identifier: EUPL-1.2
"""The open API: published figures for programs, read-only, versioned in its address."""
