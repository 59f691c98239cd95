"""What the web server loads: the site, and how its process shares its time."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugdekking.config.settings")

# A page makes thousands of small objects that are gone when it is sent. Looking for rings among them every 700
# objects, as Python does by itself, took a sixth of the time of every page.
gc.set_threshold(50_000, 20, 50)
# Who sends a report does not wait while four colleagues open a case: a thread that computes hands over after 1 ms.
sys.setswitchinterval(0.001)

application = get_wsgi_application()
