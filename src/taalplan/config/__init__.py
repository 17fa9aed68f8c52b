# SPDX-License-Identifier: EUPL-1.2
"""How the web application is set up: settings from the environment, addresses, the server."""
