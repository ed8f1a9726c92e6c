"""How the table of addresses is read, and which addresses there are: for test_access_matrix.py."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Line:
    """One address with one method, and the status that each role gets."""

    name: str
    method: str
    statuses: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name}-{self.method}"


def read_table(table: str) -> list[Line]:
    """Return the lines of the table."""
    lines = []
    for line in table.splitlines()[2:]:
        if line and not line.startswith("#"):
            name, method, *statuses = line.split()
            lines.append(Line(name, method, tuple(int(status) for status in statuses)))
    return lines


def named_patterns() -> tuple[dict[str, URLPattern], list[URLPattern]]:
    """Return the addresses of the site by name, and those of the admin."""
    site: dict[str, URLPattern] = {}
    admin: list[URLPattern] = []

    def walk(patterns: list[URLPattern | URLResolver], in_admin: bool) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns, in_admin or each.namespace == "admin")
            elif in_admin:
                admin.append(each)
            else:
                assert each.name, f"{each.pattern} has no name, so the table can't list it"
                site[each.name] = each

    walk(get_resolver().url_patterns, in_admin=False)
    return site, admin
