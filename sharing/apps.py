from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sharing"
    verbose_name = "Delen"

    def ready(self) -> None:
        from sharing import demo  # noqa: F401 - listen from now on
