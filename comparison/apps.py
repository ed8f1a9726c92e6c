from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "comparison"
    verbose_name = "Vergelijken"

    def ready(self) -> None:
        from comparison import receivers  # noqa: F401 - listens from now on
