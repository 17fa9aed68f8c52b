# SPDX-License-Identifier: EUPL-1.2
"""The application as the web server sees it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
application = get_wsgi_application()
