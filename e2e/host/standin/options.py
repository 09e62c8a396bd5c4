"""Reading `--name value`, `--name=value` and `-name value`, and checking values as Proxmox VE does."""

import re

from .failure import bad_parameters, not_enough_arguments, unknown_option
from .properties import network_problem, tags_problem

TRUE = ("1", "yes", "on", "true")
FALSE = ("0", "no", "off", "false")


def parse(arguments, positional, known, usage):
    """-> (list of positional arguments, dict of options)."""
    words, options = [], {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            words.append(word)
            continue
        name, equals, value = word.lstrip("-").partition("=")
        if name not in known:
            raise unknown_option(name, usage)
        if not equals:
            # A boolean may stand alone.
            if known[name] == "boolean" and (not rest or rest[0].startswith("-")):
                value = "1"
            elif rest:
                value = rest.pop(0)
            else:
                raise unknown_option(name, usage)
        options[name] = value
    if len(words) < positional:
        raise not_enough_arguments(usage)
    return words, options


def check(options, known, usage):
    """Raises for all bad values at once; returns the values in their stored type."""
    problems, values = {}, {}
    for name, text in options.items():
        kind = known[name]
        problem = problem_of(kind, text)
        if problem:
            problems[name] = problem
        else:
            values[name] = value_of(kind, text)
    if problems:
        raise bad_parameters(problems, usage)
    return values


def vmid(text, usage):
    if not re.fullmatch(r"\d+", text):
        raise bad_parameters({"vmid": f"type check ('integer') failed - got '{text}'"}, usage)
    if not re.fullmatch(r"[1-9][0-9]{2,8}", text):
        raise bad_parameters({"vmid": "invalid format - value does not look like a valid VM ID\n"}, usage)
    return int(text)


def problem_of(kind, text):
    if isinstance(kind, tuple):  # integer with a least value
        if not re.fullmatch(r"-?\d+", text):
            return f"type check ('integer') failed - got '{text}'"
        return f"value must have a minimum value of {kind[1]}" if int(text) < kind[1] else None
    match kind:
        case "boolean":
            return None if text.lower() in TRUE + FALSE else f"type check ('boolean') failed - got '{text}'"
        case "hostname":
            label = r"[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
            return (None if re.fullmatch(rf"{label}(\.{label})*", text)
                    else "invalid format - value does not look like a valid DNS name\n")
        case "network":
            return network_problem(text)
        case "tags":
            return tags_problem(text)
    return None


def value_of(kind, text):
    if isinstance(kind, tuple):
        return int(text)
    if kind == "boolean":
        return 1 if text.lower() in TRUE else 0
    return text
