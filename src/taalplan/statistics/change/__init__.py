# SPDX-License-Identifier: EUPL-1.2
"""Why figures changed: exact contributions, expectations with intervals, mix and rates."""
