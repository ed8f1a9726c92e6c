"""What a browser sends about verbeteracties."""

from django.urls import reverse


def at(town, name, *args):
    return reverse(name, args=[town.municipality.code, *args])


def typed(form, **changes):
    """Return what a browser sends of a form of a part, with these fields changed."""
    data = {form.read_name: form.read}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None else value
    return data | {f"{form.prefix}-{name}": value for name, value in changes.items()}


def new(town, query="", **changes):
    """Post the form of a new action, as it is shown, with these fields changed."""
    address = at(town, "new_action") + query
    page = town.client.get(address)
    return town.client.post(address, typed(page.context["form"], **changes) | {"blad": page.context["sheet"]})


def edit(town, action, **changes):
    address = at(town, "action", action.pk)
    return town.client.post(address, typed(town.client.get(address).context["plan"], **changes))


def stand_form(town, action):
    return town.client.get(at(town, "action", action.pk)).context["stand"]


def move(town, action, **changes):
    return town.client.post(at(town, "action_status", action.pk), typed(stand_form(town, action), **changes))
