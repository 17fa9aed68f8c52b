# SPDX-License-Identifier: EUPL-1.2
"""What lessons people will need: forecasts that add up, and the needs plan (behoefteplan)."""
