# SPDX-License-Identifier: EUPL-1.2
"""The pages: templates, views and addresses; they call actions and show results."""
