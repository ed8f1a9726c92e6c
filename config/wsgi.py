"""The WSGI entry that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

# New objects, less those that went, between two rounds of the garbage collector; Python's own 700 comes a hundred times
# in one page with forms, and what a request makes goes by itself when it ends.
NEW_OBJECTS = 50_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What was loaded stays, so there is no use in looking through it again and again.
gc.collect()
gc.freeze()
gc.set_threshold(NEW_OBJECTS, 20, 100)
