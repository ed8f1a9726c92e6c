from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Zelfevaluaties"

    def ready(self) -> None:
        from assessments import arrivals  # noqa: F401 - connects its receivers
