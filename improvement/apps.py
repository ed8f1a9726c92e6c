from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"
    verbose_name = "Advies en verbeteren"

    def ready(self) -> None:
        from improvement import action_reminders, receivers  # noqa: F401 - listens from now on
        from improvement.demo import making  # noqa: F401 - listens from now on
