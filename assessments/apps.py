from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Zelfevaluaties"

    def ready(self) -> None:
        from assessments import arrivals, reviewers  # noqa: F401 - connect their receivers
