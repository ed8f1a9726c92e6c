"""Where anyone can check a final report, for a page that leaves the site."""

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@register.simple_tag
def check_address() -> str:
    """Return the whole address of the page that checks a file."""
    return f"{settings.SITE_ADDRESS}{reverse('check')}"
