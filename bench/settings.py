"""The site's own settings as in production, with the two bare views to compare with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
