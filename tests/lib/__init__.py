# SPDX-License-Identifier: EUPL-1.2
"""What tests of several rooms share."""
