"""The WSGI application of the site."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
application = get_wsgi_application()

from workflow import warming  # noqa: E402 -- needs Django

warming.read_catalogues()
warming.keep_templates()
