"""Read a page of parts as a browser does, to post it back."""


def form_data(parts):
    """Return the values of these parts, as a browser posts them."""
    data = {}
    for part in parts:
        data[part.read_name] = part.read
        for field in part:
            value = field.value()
            if value not in (None, False, "", []):
                data[field.html_name] = value if value is not True else "on"
    return data


def shown(client, url):
    """Return what the browser would send back for this page when nobody touches anything."""
    page = client.get(url).context
    parts = page.get("recommendations")
    return form_data([page["text"], *parts] if parts is not None else page["page"].parts)
