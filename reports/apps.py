from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Rapporten"

    def ready(self) -> None:
        from reports import (
            demo,  # noqa: F401 - listens before the next: what that freezes shows it
            kinds,  # noqa: F401 - registers what this app makes in the queue
        )
        from reports.final import freezing  # noqa: F401 - listens from now on
        from reports.rounds import zipping  # noqa: F401 - registers its kind
