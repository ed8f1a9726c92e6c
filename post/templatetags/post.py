"""What the templates of mails need."""

from django import template

from post.models import Mail

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Return what somebody typed with "> " before each line: shown as a quote, and never taken for ours."""
    return "\n".join(f"> {line}".rstrip() for line in str(text).strip().splitlines())


@register.simple_tag
def failed_mail_count() -> int:
    """Return how many mails failed. One query."""
    return Mail.objects.failed().count()
