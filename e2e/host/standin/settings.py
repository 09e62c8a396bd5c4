"""pct config, pending, set, resize."""

import math
import os
import re
import subprocess
import sys

from . import runtime, setup, volume
from .common import SETTABLE, normal, out, usage
from .config import APPLY_AT_START, Config, lines, locked, shown
from .failure import Failure, bad_parameters
from .options import check, parse, vmid
from .properties import size_bytes, size_text, split

REQUIRED = ("memory", "ostype", "rootfs")


def show(arguments):
    help_line = usage("config", "<vmid> [OPTIONS]")
    known = {"current": "boolean", "snapshot": "text"}
    words, given = parse(arguments, 1, known, help_line)
    options = check(given, known, help_line)
    config = Config.load(vmid(words[0], help_line))
    if "snapshot" not in options:
        values = config.view(bool(options.get("current")))
    elif options["snapshot"] in config.snapshots:
        values = config.snapshots[options["snapshot"]]
    else:
        raise Failure(f"snapshot '{options['snapshot']}' does not exist")
    for line in lines(values):
        out(line)


def pending(arguments):
    help_line = usage("pending", "<vmid>")
    words, _ = parse(arguments, 1, {}, help_line)
    config = Config.load(vmid(words[0], help_line))
    for key in sorted(config.current.keys() | config.pending.keys()):
        goes = key in config.pending and config.pending[key] is None
        if key in config.current:
            out(f"{'del' if goes else 'cur'} {key}: {shown(key, config.current[key])}")
        if key in config.pending and not goes:
            out(f"new {key}: {shown(key, config.pending[key])}")


def names(text):
    return [name for name in re.split(r"[ ,;]+", text) if name]


def set_options(arguments):
    help_line = usage("set", "<vmid> [OPTIONS]")
    known = SETTABLE | {"delete": "text", "revert": "text", "digest": "text", "unprivileged": "boolean"}
    words, given = parse(arguments, 1, known, help_line)
    id_ = vmid(words[0], help_line)
    values = check(given, known, help_line)
    digest = values.pop("digest", None)
    delete, revert = names(values.pop("delete", "")), names(values.pop("revert", ""))
    refuse(values, delete, revert, help_line)
    with locked(id_):
        config = Config.load(id_)
        config.check_lock()
        if digest and digest != config.digest():
            raise Failure("detected modified configuration - file changed by other user? Try again.")
        live = runtime.running(id_)
        if "net0" in values and live:
            check_bridge(values["net0"], help_line)
        before = split(config.current.get("net0", ""))
        for key in revert:
            config.pending.pop(key, None)
        for key in delete:
            change(config, key, None, live)
        for key, value in normal(values).items():
            change(config, key, value if value != "" else None, live)
        config.save()
        if live:
            runtime.limit(id_, config.current)
            change_address(id_, before, split(config.current.get("net0", "")))


def refuse(values, delete, revert, help_line):
    if not values and not delete and not revert:
        raise Failure("no options specified")
    for key in delete:
        if key in values:
            text = f"you can't use '-{key}' and -delete {key}' at the same time"
            raise bad_parameters({"delete": text}, help_line)
        if key in REQUIRED:
            raise Failure(f"unable to delete required option '{key}'")
    if "unprivileged" in values:
        raise Failure("unable to modify read-only option: 'unprivileged'")


def change(config, key, value, live):
    waits = live and key in APPLY_AT_START
    if value is None and key not in config.current and key not in config.pending:
        print(f"cannot delete '{key}' - not set in current configuration!", file=sys.stderr)
    elif waits and value is not None and config.current.get(key) == value:
        config.pending.pop(key, None)
    elif waits:
        config.pending[key] = value
    elif value is None:
        config.current.pop(key, None)
        config.pending.pop(key, None)
    else:
        config.current[key] = value


def check_bridge(net0, help_line):
    bridge = split(net0)["bridge"]
    if not os.path.isdir(f"/sys/class/net/{bridge}"):
        raise bad_parameters(
            {"net0": f"unable to hotplug net0: interface {bridge} does not exist\n\n"}, help_line)


def change_address(id_, before, after):
    """A new address at the same interface, at once. Another MAC is taken over at the next start only."""
    if before.get("ip") == after.get("ip") or before.get("hwaddr") != after.get("hwaddr"):
        return
    inside = ["nsenter", "-t", runtime.pid(id_), "-n", "--", "ip", "addr"]
    for verb, net in (("add", after), ("del", before)):
        if re.match(r"\d", net.get("ip", "")):
            subprocess.run([*inside, verb, net["ip"], "dev", net["name"]], capture_output=True, check=False)
    setup.write(id_, "etc/network/interfaces", setup.interfaces(after))
    out("net.ipv4.conf.eth0.promote_secondaries = 1")
    out("net.ipv4.conf.eth0.promote_secondaries = 0")


def resize(arguments):
    """Exit 0 also when the file system could not be grown: only the text tells, as recorded."""
    help_line = usage("resize", "<vmid> <disk> <size> [OPTIONS]")
    words, given = parse(arguments, 3, {"digest": "text"}, help_line)
    id_ = vmid(words[0], help_line)
    size = re.fullmatch(r"(\+?)(\d+(?:\.\d+)?)([KMGT]?)", words[2])
    if not size:
        raise bad_parameters({"size": f"value does not match the regex pattern"}, help_line)
    with locked(id_):
        config = Config.load(id_)
        config.check_lock()
        if given.get("digest", config.digest()) != config.digest():
            raise Failure("detected modified configuration - file changed by other user? Try again.")
        if words[1] != "rootfs":
            raise Failure("format error\nvolume: property is missing and it is not optional\n"
                          "mp: property is missing and it is not optional")
        disk = split(config.current["rootfs"], "volume")
        now = size_bytes(disk["size"])
        wanted = math.ceil(float(size[2]) * 1024 ** (" KMGT".index(size[3] or " "))) + (now if size[1] else 0)
        if wanted < now:
            raise Failure("unable to shrink disk size")
        if wanted == now:
            raise Failure("disk is already at specified size")
        config.current["rootfs"] = f"{disk['volume']},size={size_text(wanted / 1024 ** 3)}"
        config.save()
        out("Image resized.")
        problem = volume.grow(id_, wanted)
        if problem:
            out(f"Failed to update the container's filesystem: {problem}\n")
        else:
            out(f"The filesystem on /dev/loop2 is now {wanted // 4096} (4k) blocks long.\n")
