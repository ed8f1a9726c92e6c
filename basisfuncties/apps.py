from django.apps import AppConfig


class BasisfunctiesConfig(AppConfig):
    name = "basisfuncties"
    verbose_name = "Kader"
