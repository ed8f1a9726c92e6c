"""The settings of the tests: the site's own, apart from what the machine's environment or `.env` says.

Only DATABASE_URL is taken over, so that the same tests run on SQLite and on PostgreSQL.
"""

import os

os.environ |= {
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DEBUG": "1",
    "EMAIL_URL": "memorymail://",
    "FROM_EMAIL": "basisfuncties@example.org",
    "HTTPS": "0",
    "SITE_ADDRESS": "http://testserver",
    "SECRET_KEY": "only-for-the-tests",
}
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from config.settings import *  # noqa: F403

# The real hasher is slow on purpose, and nearly every test makes people.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Read static files where they lie: the tests run without `collectstatic`.
WHITENOISE_AUTOREFRESH = True
