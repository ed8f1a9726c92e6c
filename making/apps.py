from django.apps import AppConfig


class MakingConfig(AppConfig):
    name = "making"
    verbose_name = "Bestanden maken"
