"""`manage.py demo`: three rounds with invented answers, and people to log in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.demo.bank import Cast
from assessments.demo.country import fill_country
from assessments.demo.making import DemoRefusedError, make_demo
from municipalities.models import Municipality, Province, Role

HEADINGS = ("Inloggen met", "Naam", "Rol")


class Command(BaseCommand):
    """Make the demo once; a second run changes nothing and says again how to log in."""

    help = (
        "Maakt een voorbeeld: drie rondes met verzonnen antwoorden, en mensen om mee in te loggen. "
        "Een tweede keer verandert er niets."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--force`, for a site that runs without DEBUG and may have people whose password everybody knows."""
        parser.add_argument(
            "--force",
            action="store_true",
            help="Ook zonder DEBUG. Let op: iedereen kan dan inloggen, ook als beheerder. Nooit op een echte site.",
        )

        parser.add_argument(
            "--landelijk",
            action="store_true",
            help="Ook vastgestelde zelfevaluaties van bijna het halve land, voor het landelijk beeld. Duurt langer.",
        )

    def handle(self, *args: Any, force: bool, landelijk: bool, **options: Any) -> None:
        """Make the demo. Raises CommandError without DEBUG, without content, or when real rounds are in the way."""
        if not settings.DEBUG and not force:
            raise CommandError(
                "Het voorbeeld maakt mensen met een wachtwoord dat iedereen kent, ook een beheerder. Daarom kan het "
                "alleen met DEBUG=1. Weet u zeker dat dit geen echte site is? Gebruik dan --force."
            )
        try:
            made = make_demo(timezone.localdate())
        except DemoRefusedError as problem:
            raise CommandError(str(problem)) from problem
        adopted = fill_country(timezone.localdate()) if landelijk else 0
        if options["verbosity"]:
            if landelijk:
                self.stdout.write(f"In het land zijn {adopted} zelfevaluaties vastgesteld.")
            self.stdout.write("Het voorbeeld is gemaakt." if made.is_new else "Het voorbeeld was er al.")
            self.stdout.write(_logins(made.bank.cast))


def _logins(cast: Cast) -> str:
    """Return the logins as a table."""
    places = dict(Municipality.objects.values_list("code", "name"))
    places |= {code: f"provincie {name}" for code, name in Province.objects.values_list("code", "name")}
    lines = [
        HEADINGS,
        *(
            (login.email, login.name, f"{Role(login.role).label}, {places[login.place]}" if login.place else login.role)
            for login in cast.logins
        ),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(2)]
    table = "\n".join(f"  {email:<{widths[0]}}  {name:<{widths[1]}}  {role}" for email, name, role in lines)
    return f"\n{table}\n\n  Het wachtwoord is voor iedereen: {cast.password}\n"
