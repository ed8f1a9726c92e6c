"""Give one municipality of the demo a house style. Its logo is invented and says so: arms belong to their owner."""

from datetime import date, timedelta
from hashlib import sha256

from assessments.demo.bank import FOLDER
from assessments.demo.dates import moment
from assessments.demo.people import People
from municipalities.house_style.logo import clean_logo
from municipalities.models import Logo, Municipality, Style

TOWN = "GM0321"  # Houten
COLOUR = "#2f4a9c"
AGO = timedelta(days=400)


def give_house_style(people: People, today: date) -> None:
    """Let the first municipality have a logo and a colour, chosen before its first report was adopted."""
    town = Municipality.objects.get(code=TOWN)
    clean = clean_logo((FOLDER / "logo.svg").read_bytes())
    logo = Logo.objects.create(
        key=sha256(clean.content).hexdigest()[:32],
        kind=clean.kind,
        content=clean.content,
        width=clean.width,
        height=clean.height,
        on_dark=clean.on_dark,
    )
    Style.objects.create(
        municipality=town,
        colour=COLOUR,
        logo=logo,
        changed_at=moment(today - AGO, 10),
        changed_by=people.coordinator(town),
    )
