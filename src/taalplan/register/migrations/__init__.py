# SPDX-License-Identifier: EUPL-1.2
"""The steps that bring an older database up to date."""
