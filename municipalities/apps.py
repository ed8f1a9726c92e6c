from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = "Gemeenten"

    def ready(self) -> None:
        from municipalities import mail, navigation  # noqa: F401 - both connect what they hold
