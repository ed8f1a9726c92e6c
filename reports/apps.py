from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Rapporten"

    def ready(self) -> None:
        from reports import kinds  # noqa: F401 - registers what this app makes in the queue
