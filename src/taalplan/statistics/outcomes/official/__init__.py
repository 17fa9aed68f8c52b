# SPDX-License-Identifier: EUPL-1.2
"""Official follow-ups, one YAML file each."""
