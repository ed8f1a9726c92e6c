from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Zelfevaluaties"

    def ready(self) -> None:
        import assessments.converters  # noqa: F401 - for `layer` and `year` in the addresses of all apps

        # These connect their receivers, and put their gates at those of the post
        from assessments import arrivals, assignment_mail, deadlines, reminders, reviewers  # noqa: F401
        from assessments.reviewing import listening  # noqa: F401 - what goes with a step
        from assessments.worklist import waiting  # noqa: F401 - its list in the digest
