from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = "Gemeenten"

    def ready(self) -> None:
        from municipalities import gates  # noqa: F401 - puts its gates at those of the post
