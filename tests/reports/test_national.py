"""The national report: of the same figures as the page, in the queue, and a PDF that a validator accepts."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.choosing import chooser
from comparison.national.figures import Earlier, Picture, Taking, build_picture
from municipalities.models import Municipality
from reports.kinds import NATIONAL_REPORT
from reports.national import build_national_report
from tests.comparison.national.country import LATER, adopt_all, lines, year_ago
from tests.factories import UserFactory
from tests.judges import faults

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1


def picture(number: int = 24, *, is_demo: bool = False) -> Picture:
    now = lines([place % 5 for place in range(number)], province=1)
    return build_picture(
        structure_of(Framework.objects.get(edition="2009")),
        year=2026,
        as_of=date(2026, 3, 1),
        is_demo=is_demo,
        takings=[Taking(1, "PV26", "Utrecht", 26, number), Taking(2, "PV29", "Zeeland", 13, 0)],
        lines=now,
        choose=chooser((), LATER),
        earlier=Earlier(2025, "2009", year_ago(now, lambda row: 2)),
    )


def test_what_it_is_made_of_is_written_as_json_and_read_back():
    figures = picture()
    assert NATIONAL_REPORT.load(NATIONAL_REPORT.dump(figures).decode()) == figures


def test_it_says_what_stands_out_and_over_how_many_it_is():
    report = build_national_report(picture())
    assert report.cover.municipality == "Over 24 gemeenten"
    assert [each.title for each in report.page.in_short][:2] == [
        "Het verst: niveau 3 of 4",
        "Het minst ver: niveau 0 of 1",
    ]
    assert report.page.in_short[0].lines[0].figure == "38%"
    assert report.standing == "Stand van 1 maart 2026"


def test_of_few_municipalities_it_gives_no_shares():
    assert [each.title for each in build_national_report(picture(8)).page.in_short] == [
        "Het meest gekozen speerpunt",
        "De draad breekt het vaakst bij",
    ]


@pytest.mark.pdf
@pytest.mark.parametrize("case", ["many, of a demo", "few"])
def test_a_validator_accepts_it_and_the_summary_is_one_page(case, tmp_path):
    from reports.pdf import national_report_pdf

    figures = picture(is_demo=True) if case.startswith("many") else picture(8)
    path = tmp_path / "rapport.pdf"
    path.write_bytes(national_report_pdf(build_national_report(figures)))
    assert faults(path) == []
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert "In één oogopslag" in pages[1]
    assert "Inhoud" in pages[2]
    assert "Per provincie" in pages[4]


def test_it_is_made_in_the_queue_and_the_page_leads_to_it(client):
    client.force_login(UserFactory(beheerder=True))
    adopt_all(Municipality.objects.filter(province__name="Utrecht")[:20], YEAR)
    url = f"{reverse('national_report')}?ronde={YEAR}"
    assert url in client.get(reverse("national")).content.decode()
    answer = client.get(url)
    assert answer.status_code == 302
    waiting = client.get(answer["Location"])
    assert "het landelijk rapport" in waiting.content.decode().lower()


def test_there_is_none_of_a_round_of_which_nothing_may_be_shown(client):
    client.force_login(UserFactory(beheerder=True))
    adopt_all(Municipality.objects.filter(province__name="Utrecht")[:6], YEAR)
    assert client.get(reverse("national_report"), {"ronde": YEAR}).status_code == 404
