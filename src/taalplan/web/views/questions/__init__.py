# SPDX-License-Identifier: EUPL-1.2
"""The pages of written questions: all of them, one that comes in, one question, one part."""
