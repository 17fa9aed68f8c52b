# SPDX-License-Identifier: EUPL-1.2
"""The official tables: one YAML definition each, named after its file."""
