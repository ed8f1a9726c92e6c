"""The demo shows a house style, a report that asks something, and a link to it, all plainly invented."""

from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from assessments.models import Assessment
from municipalities.models import Style
from reports.models import FinalReport
from sharing.models import ShareLink

pytestmark = pytest.mark.xdist_group("demo")


class TestTheDemo(TestCase):
    """Looks at one demo, as making it takes a second or two."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the demo."""
        call_command("demo", "--force", verbosity=0)
        cls.adopted = Assessment.objects.get(municipality__code="GM0321", round__year=timezone.localdate().year - 1)

    def test_one_municipality_has_an_invented_house_style_which_its_reports_carry(self):
        style = Style.objects.select_related("logo").get()
        assert style.municipality_id == self.adopted.municipality_id
        logo = self.client.get(style.logo.get_absolute_url())
        content = FinalReport.objects.get(assessment=self.adopted).content
        assert content["style"]["colour"] == style.colour
        assert content["style"]["logo"]["data"] == logo.content.decode()

    def test_one_report_is_shared_with_a_link_that_works_and_says_it_is_an_example(self):
        link = ShareLink.objects.get()
        assert link.assessment_id == self.adopted.pk
        assert link.state == "werkt"
        assert link.is_final
        page = self.client.get(urlsplit(link.address).path)
        assert page.status_code == 200
        assert "verzonnen" in page.content.decode()
        link.refresh_from_db()
        assert link.views > 1

    def test_the_final_report_of_last_year_asks_something_of_the_council(self):
        content = FinalReport.objects.get(assessment=self.adopted).content
        assert content["settings"]["ask"].startswith("Neem kennis")
