# SPDX-License-Identifier: EUPL-1.2
"""What templates can ask for."""
