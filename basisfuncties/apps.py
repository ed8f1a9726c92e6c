"""The app of the framework."""

from django.apps import AppConfig


class BasisfunctiesConfig(AppConfig):
    """Ground floor: imports no other app of ours."""

    name = "basisfuncties"
    verbose_name = "Kader"
