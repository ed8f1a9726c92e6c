"""Add to the demo what this app shows in it, in the transaction that makes it."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.dispatch import receiver

from assessments.demo.dates import moment
from assessments.demo.people import People
from assessments.signals import demo_made
from reports.content import as_text, from_json
from reports.final.models import FinalReport
from sharing.doors import standing_of
from sharing.models import USUAL_DAYS, ShareLink
from sharing.tokens import hash_of, token_of

TOWN = "GM0321"  # Houten
LABEL = "de griffie, voor de raad"
MADE_AGO, SEEN_AGO = timedelta(days=20), timedelta(days=6)
VIEWS, DOWNLOADS = 14, 3


@receiver(demo_made, dispatch_uid="sharing.demo")
def add_to_demo(people: People, today: date, **kwargs: Any) -> None:
    """Let the first municipality share its last adopted report; `reports` froze that before, as a lower floor."""
    finals = FinalReport.objects.filter(assessment__municipality__code=TOWN, assessment__round__is_demo=True)
    final = finals.with_place().order_by("-adopted_at").first()
    if final is None:
        return
    content = from_json(final.content)
    # The same in each demo; the token is made of it with the secret of the site, so it can't be guessed either.
    seed = sha256(f"{LABEL} {final.reference}".encode()).hexdigest()
    ShareLink.objects.create(
        assessment=final.assessment,
        label=LABEL,
        number=content.issue.number,
        standing=standing_of(content.issue),
        is_final=True,
        content=as_text(content),
        seed=seed,
        token_hash=hash_of(token_of(seed)),
        ends_on=today - MADE_AGO + timedelta(days=USUAL_DAYS),
        created_at=moment(today - MADE_AGO, 11),
        created_by=people.coordinator(final.assessment.municipality),
        views=VIEWS,
        downloads=DOWNLOADS,
        viewed_on=today - SEEN_AGO,
    )
