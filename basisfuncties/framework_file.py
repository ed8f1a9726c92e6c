"""Read a file with an edition of the framework, and say of every fault where it stands.

Whoever writes an edition should be able to mend all of it in one go: so no fault hides another, and each
names its line and its path in the file. The form is in `framework.schema.json`; what a schema can't say
(codes that are unique, questions that exist) is checked here.
"""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from yaml.composer import ComposerError

from basisfuncties.words import LAYERS, LEVELS

SCHEMA_PATH = Path(__file__).with_name("framework.schema.json")

KeyPath = tuple[str | int, ...]

KINDS = [layer.kind for layer in LAYERS]
RESERVED = ("edities",)  # an address of the site beside those of the basisfuncties

WITH_ANSWERS_TO_CHOOSE = ("several", "one", "earlier")
TYPE_NAMES = {"string": "tekst", "boolean": "true of false", "array": "een lijst", "object": "een blok met velden"}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in the file: the line (from 1), the path and what it is, in Dutch."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        return f"regel {self.line}, {self.path}: {self.message}"


class FrameworkFileError(Exception):
    """The file can't be loaded; `faults` are all the reasons, from top to bottom."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class _Loader(yaml.SafeLoader):
    """The safe YAML loader, without references: a reference would give one text two places in the file."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, "een verwijzing (*) kan hier niet", event.start_mark)
        return super().compose_node(parent, index)


def read_framework_file(text: str) -> dict[str, Any]:
    """Return the content of a framework file, checked whole.

    Takes the text of the file. Raises FrameworkFileError with every fault that was found.
    """
    faults: list[Fault] = []
    try:
        content, lines = _parsed(text, faults)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FrameworkFileError([Fault(line, "bestand", "hier staat een onzichtbaar teken dat niet kan")]) from error
    except yaml.MarkedYAMLError as error:
        raise FrameworkFileError([_unreadable(error)]) from error
    except ValueError as error:
        raise FrameworkFileError([Fault(1, "bestand", f"dit is geen leesbare YAML ({error})")]) from error

    def fault_at(path: KeyPath, message: str) -> Fault:
        return Fault(lines.get(path, 1), _written(path), message)

    problems = list(_schema_problems(content)) + list(_odd_characters(content, ()))
    problems += _layer_problems(content)
    if not problems:
        # the cross-checks walk through the content, so they need its form to be right
        problems = list(_cross_problems(content))
    faults += [fault_at(path, message) for path, message in problems]
    if faults:
        raise FrameworkFileError(sorted(set(faults)))
    checked: dict[str, Any] = content
    return checked


def _parsed(text: str, faults: list[Fault]) -> tuple[Any, dict[KeyPath, int]]:
    """Return the content of the file and the line of each path in it."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise FrameworkFileError([Fault(1, "bestand", "het bestand is leeg")])
        return loader.construct_document(node), dict(_lines(node, (), faults))
    finally:
        loader.dispose()


def _unreadable(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    return Fault(mark.line + 1 if mark else 1, "bestand", f"dit is geen leesbare YAML ({error.problem})")


def _lines(node: yaml.Node, path: KeyPath, faults: list[Fault]) -> Iterator[tuple[KeyPath, int]]:
    """Give the line of each path; a key that is there twice is a fault, as YAML would drop the first one."""
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                faults.append(Fault(key.start_mark.line + 1, _written((*path, name)), "dit veld staat er dubbel"))
            seen.add(name)
            yield from _lines(value, (*path, name), faults)
            # a text may begin under its field; the line of the field is where one looks
            yield (*path, name), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index), faults)


def _written(path: KeyPath) -> str:
    """Write a path as people read it: basisfuncties[2].layers.visie."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return written or "bestand"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


def _schema_problems(content: Any) -> Iterator[tuple[KeyPath, str]]:
    for error in _validator().iter_errors(content):
        path = tuple(error.absolute_path)
        match error.validator:
            case "required":
                # jsonschema names only the object; which field is missing is in the message
                missing = [name for name in error.validator_value if f"'{name}' is a required" in error.message]
                yield path, f"het veld '{missing[0]}' ontbreekt"
            case "additionalProperties":
                for name in sorted(set(error.instance) - set(error.schema["properties"]), key=str):
                    yield (*path, str(name)), "dit veld bestaat niet"
            case _:
                yield path, _message(error)


def _message(error: ValidationError) -> str:
    value: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "type":
            return f"dit moet {TYPE_NAMES[value]} zijn"
        case "enum":
            return f"kies uit: {', '.join(value)}"
        case "pattern" if value == r"\S":
            return "dit mag niet leeg zijn"
        case "pattern":
            return "gebruik alleen kleine letters, cijfers en losse koppeltekens"
        case "maxLength":
            return f"dit is te lang: {len(found)} tekens, ten hoogste {value}"
        case "minItems":
            return f"hier horen er ten minste {value} te staan, er staan er {len(found)}"
        case "maxItems":
            return f"hier horen er ten hoogste {value} te staan, er staan er {len(found)}"
        case "uniqueItems":
            return "hier staat iets dubbel"
    raise NotImplementedError(f"No Dutch message for the schema rule {error.validator!r}.")


def _odd_characters(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Give the texts with characters that no database or page can show (YAML can write them as an escape)."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _odd_characters(each, (*path, str(key)))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _odd_characters(each, (*path, index))
    elif isinstance(value, str) and any(_is_odd(char) for char in value):
        yield path, "hier staat een onzichtbaar teken dat niet kan"


def _is_odd(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"


def _layer_problems(content: Any) -> list[tuple[KeyPath, str]]:
    """Return where a basisfunctie has other layers, or another number of levels, than the edition says.

    Looks only at what has its form, so that these faults are told together with those of the form.
    """
    listed = content.get("layers") if isinstance(content, dict) else None
    kinds = [each.get("kind") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else KINDS
    levels = content.get("levels", LEVELS) if isinstance(content, dict) else LEVELS
    problems: list[tuple[KeyPath, str]] = []
    if kinds != [kind for kind in KINDS if kind in kinds]:
        problems.append((("layers",), f"noem elke soort laag één keer, in deze volgorde: {', '.join(KINDS)}"))
    if "beleid" not in kinds and {"uitvoering", "financien"} & set(kinds):
        problems.append((("layers",), "de lagen 'uitvoering' en 'financien' kunnen niet zonder de laag 'beleid'"))
    functions = content.get("basisfuncties") if isinstance(content, dict) else None
    for index, each in enumerate(functions if isinstance(functions, list) else []):
        layers = each.get("layers") if isinstance(each, dict) else None
        if isinstance(layers, dict):
            path = ("basisfuncties", index, "layers")
            problems += [(path, f"het veld '{kind}' ontbreekt") for kind in kinds if kind not in layers]
            unlisted = [kind for kind in layers if kind in KINDS and kind not in kinds]
            problems += [((*path, kind), "deze laag staat niet bij 'layers'") for kind in unlisted]
            if isinstance(levels, (list, tuple)):
                problems += _level_problems(layers, len(levels), path)
    return problems


def _level_problems(layers: dict[str, Any], expected: int, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for kind, layer in layers.items():
        found = layer.get("levels") if isinstance(layer, dict) else None
        if isinstance(found, list) and found and len(found) != expected:
            most = "ten minste" if len(found) < expected else "ten hoogste"
            yield (*path, str(kind), "levels"), f"hier horen er {most} {expected} te staan, er staan er {len(found)}"


def _cross_problems(content: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    names: dict[str, KeyPath] = {}
    codes: dict[str, KeyPath] = {}
    kinds: dict[str, str] = {}  # of the questions read so far, by code
    for index, each in enumerate(content["basisfuncties"]):
        path: KeyPath = ("basisfuncties", index)
        yield from _double(names, each["slug"], (*path, "slug"))
        if each["slug"] in RESERVED:
            yield (*path, "slug"), f"'{each['slug']}' is een adres van de site, kies een ander woord"
        yield from _double(names, each["name"].casefold() + " ", (*path, "name"))
        layers = (*path, "layers")
        for place, question in enumerate(each["layers"].get("visie", {}).get("questions", [])):
            at = (*layers, "visie", "questions", place)
            yield from _code(codes, question["code"], f"{each['slug']}-visie-", (*at, "code"))
            yield from _question_problems(question, kinds, at)
            kinds[question["code"]] = question["kind"]
            yield from _terms(codes, question.get("options", []), f"{question['code']}-", (*at, "options"))
        elements = each["layers"].get("beleid", {}).get("elements", [])
        yield from _terms(codes, elements, f"{each['slug']}-beleid-", (*layers, "beleid", "elements"))


def _double(seen: dict[str, KeyPath], value: str, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if value in seen:
        yield path, f"'{value.strip()}' staat ook al bij {_written(seen[value])}"
    seen.setdefault(value, path)


def _code(seen: dict[str, KeyPath], code: str, prefix: str, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if not code.startswith(prefix) or code == prefix:
        yield path, f"deze code moet beginnen met '{prefix}'"
    yield from _double(seen, code, path)


def _terms(
    seen: dict[str, KeyPath], terms: list[dict[str, str]], prefix: str, path: KeyPath
) -> Iterator[tuple[KeyPath, str]]:
    labels: dict[str, KeyPath] = {}
    for index, term in enumerate(terms):
        yield from _code(seen, term["code"], prefix, (*path, index, "code"))
        yield from _double(labels, term["label"].casefold(), (*path, index, "label"))


def _question_problems(
    question: dict[str, Any], earlier: dict[str, str], path: KeyPath
) -> Iterator[tuple[KeyPath, str]]:
    kind = question["kind"]
    if kind == "earlier" and "choose_from" not in question:
        yield path, "een vraag van de soort 'earlier' heeft het veld 'choose_from' nodig"
    if kind != "earlier" and "choose_from" in question:
        yield (*path, "choose_from"), "dit veld hoort alleen bij de soort 'earlier'"
    if kind in ("several", "one") and "options" not in question:
        yield path, f"een vraag van de soort '{kind}' heeft het veld 'options' nodig"
    if kind not in ("several", "one") and "options" in question:
        yield (*path, "options"), f"een vraag van de soort '{kind}' heeft geen suggesties"
    if kind in ("open", "local_regional") and question["own_additions"]:
        yield (*path, "own_additions"), f"bij de soort '{kind}' kunnen geen eigen aanvullingen"
    for index, code in enumerate(question.get("choose_from", [])):
        at = (*path, "choose_from", index)
        if code not in earlier:
            yield at, f"'{code}' is geen eerdere vraag van dit kader"
        elif earlier[code] not in WITH_ANSWERS_TO_CHOOSE:
            yield at, f"'{code}' heeft geen antwoorden om uit te kiezen"
