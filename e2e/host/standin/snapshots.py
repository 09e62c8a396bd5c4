"""pct snapshot, listsnapshot, rollback, delsnapshot. Printing nothing is success."""

import re
import sys
import time

from . import runtime, volume
from .common import normal, usage
from .config import Config, locked
from .failure import Failure, bad_parameters
from .options import check, parse, vmid
from .power import start
from .storage import STORAGES


def words_of(command, arguments, known):
    help_line = usage(command, "<vmid> <snapname> [OPTIONS]")
    words, given = parse(arguments, 2, known, help_line)
    name = words[1]
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{1,39}", name):
        raise bad_parameters({"snapname": f"invalid format - invalid configuration ID '{name}'\n"}, help_line)
    return vmid(words[0], help_line), name, check(given, known, help_line)


def load(id_):
    config = Config.load(id_, 255)
    config.check_lock()
    return config


def existing(config, name):
    if name not in config.snapshots:
        raise Failure(f"snapshot '{name}' does not exist")
    return config.snapshots[name]


def take(arguments):
    id_, name, options = words_of("snapshot", arguments, {"description": "text"})
    if name == "current":
        raise Failure("unable to use snapshot name 'current' (reserved name)")
    with locked(id_):
        config = load(id_)
        if STORAGES[config.current["rootfs"].partition(":")[0]].kind == "dir":
            raise Failure("snapshot feature is not available")
        if name in config.snapshots:
            raise Failure(f"snapshot name '{name}' already used")
        config.current["lock"] = "snapshot"
        config.save()
        try:
            volume.take(id_, volume.snapshot(id_, name))
        finally:
            del config.current["lock"]
            config.save()
        values = {key: value for key, value in config.current.items() if key != "description"}
        described = normal({"description": options["description"]}) if options.get("description") else {}
        config.snapshots[name] = values | described | {"snaptime": int(time.time())}
        config.current["parent"] = name
        config.save()


def rollback(arguments):
    """The description of the container stays, what waited is forgotten, as recorded."""
    id_, name, options = words_of("rollback", arguments, {"start": "boolean"})
    with locked(id_):
        config = load(id_)
        kept = existing(config, name)
        if runtime.running(id_):
            runtime.stop(id_, "-k")
        config.current["lock"] = "rollback"
        config.save()
        volume.restore(id_, name)
        description = {key: value for key, value in config.current.items() if key == "description"}
        config.current = {key: value for key, value in kept.items() if key not in ("description", "snaptime")}
        config.current |= description | {"parent": name}
        config.pending = {}
        config.save()
    if options.get("start"):
        start([str(id_)])


def delete(arguments):
    id_, name, _ = words_of("delsnapshot", arguments, {"force": "boolean"})
    with locked(id_):
        config = load(id_)
        parent = existing(config, name).get("parent")
        del config.snapshots[name]
        for values in (config.current, *config.snapshots.values()):
            if values.get("parent") == name:
                values["parent"] = parent
                if parent is None:
                    del values["parent"]
        config.save()
        volume.snapshot(id_, name).unlink(missing_ok=True)


def list_(arguments):
    help_line = usage("listsnapshot", "<vmid>")
    words, _ = parse(arguments, 1, {}, help_line)
    config = Config.load(vmid(words[0], help_line))
    # Latin-1 whatever the locale says, as recorded.
    sys.stdout.buffer.write("".join(branches(config, None, "`->")).encode("latin-1", "replace"))


def branches(config, parent, prefix):
    for name, values in sorted(config.snapshots.items()):
        if values.get("parent") == parent:
            at = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(values["snaptime"]))
            first = (values.get("description") or "no-description\n").splitlines()[0]
            yield line(prefix, name, at, first)
            yield from branches(config, name, " " + prefix)
    if config.current.get("parent") == parent:
        yield line(prefix, "current", "", "You are here!")


def line(prefix, name, at, description):
    return f"{prefix} {name:<{max(1, 30 - len(prefix))}} {at:<23} {description}\n"
