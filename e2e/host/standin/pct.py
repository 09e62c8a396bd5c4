"""pct: the commands RALF uses and their neighbours."""

from . import lifecycle, place, power, runtime, settings, snapshots
from .common import out, usage
from .config import Config
from .failure import Failure, not_enough_arguments, unknown_option
from .options import FALSE, parse, vmid
from .properties import size_bytes, split


def status(arguments):
    help_line = usage("status", "<vmid> [OPTIONS]")
    words, given = parse(arguments, 1, {"verbose": "boolean"}, help_line)
    id_ = vmid(words[0], help_line)
    config = Config.load(id_)
    state = "running" if runtime.running(id_) else "stopped"
    if not given:
        out(f"status: {state}")
        return
    values = {"name": config.current.get("hostname"), "status": state, "type": "lxc", "vmid": id_,
              "cpus": config.current.get("cores"), "tags": config.current.get("tags"),
              "lock": config.current.get("lock"), "pid": runtime.pid(id_) if state == "running" else None}
    for key, value in sorted(values.items()):
        if value is not None:
            out(f"{key}: {value}")


def exec_(arguments):
    help_line = usage("exec", "<vmid> [<extra-args>] [OPTIONS]")
    if not arguments:
        raise not_enough_arguments(help_line)
    id_ = vmid(arguments[0], help_line)
    rest, keep, argv = list(arguments[1:]), True, []
    while rest:
        word = rest.pop(0)
        if word == "--":
            argv += rest
            break
        if word in ("--keep-env", "-keep-env"):
            keep = rest.pop(0) not in FALSE
        elif word.startswith("--keep-env="):
            keep = word.partition("=")[2] not in FALSE
        elif word.startswith("-"):
            raise unknown_option(word.lstrip("-"), help_line)
        else:
            argv.append(word)
    if not argv:
        raise Failure("missing command at /usr/share/perl5/PVE/CLI/pct.pm line 246.")
    Config.load(id_)
    if not runtime.running(id_):
        raise Failure(f"container '{id_}' not running!")
    runtime.attach(id_, argv, keep)


def list_(arguments):
    parse(arguments, 0, {}, usage("list", ""))
    ids = place.ids()
    if ids:
        out(f"{'VMID':<10} {'Status':<10} {'Lock':<12} {'Name':<20}")
    for id_ in ids:
        try:
            config = Config.load(id_).current
        except Failure:
            continue  # destroyed while we were listing
        state = "running" if runtime.running(id_) else "stopped"
        out(f"{id_:<10} {state:<10} {config.get('lock', ''):<12} {config.get('hostname', f'CT{id_}'):<20}")


COMMANDS = {
    "config": settings.show, "create": lifecycle.create, "delsnapshot": snapshots.delete, "destroy": lifecycle.destroy,
    "exec": exec_, "list": list_, "listsnapshot": snapshots.list_, "pending": settings.pending, "reboot": power.reboot,
    "resize": settings.resize, "rollback": snapshots.rollback, "set": settings.set_options, "shutdown": power.shutdown,
    "snapshot": snapshots.take, "start": power.start, "status": status, "stop": power.stop, "unlock": lifecycle.unlock,
}
