from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "comparison"
    verbose_name = "Vergelijken"

    def ready(self) -> None:
        from comparison import demo, receivers  # noqa: F401 - listen from now on
