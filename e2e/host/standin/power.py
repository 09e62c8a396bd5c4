"""pct start, stop, shutdown, reboot."""

import os

from . import runtime, setup, volume
from .common import out, usage
from .config import Config, locked
from .failure import Failure
from .options import check, parse, vmid
from .properties import split


def start(arguments):
    help_line = usage("start", "<vmid> [OPTIONS]")
    words, _ = parse(arguments, 1, {"skiplock": "boolean", "debug": "boolean"}, help_line)
    id_ = vmid(words[0], help_line)
    with locked(id_):
        config = Config.load(id_, 255)
        if runtime.running(id_):
            raise Failure(f"CT {id_} already running")
        config.check_lock()
        config.take_pending()
        bridge = split(config.current["net0"])["bridge"] if "net0" in config.current else None
        if bridge and not os.path.isdir(f"/sys/class/net/{bridge}"):
            raise Failure(f"bridge '{bridge}' does not exist")
        if not volume.image(id_).exists():
            raise Failure(f"startup for container '{id_}' failed")
        runtime.write_lxc_config(id_, config.current)
        setup.at_start(id_, config.current)
        runtime.start(id_)


def must_run(id_, noun="CT"):
    if not Config.exists(id_) or not runtime.running(id_):
        raise Failure(f"{noun} {id_} not running")


def stop(arguments):
    help_line = usage("stop", "<vmid> [OPTIONS]")
    words, _ = parse(arguments, 1, {"skiplock": "boolean", "overrule-shutdown": "boolean"}, help_line)
    id_ = vmid(words[0], help_line)
    with locked(id_):
        must_run(id_)
        Config.load(id_).check_lock()
        runtime.stop(id_, "-k")


def shutdown(arguments):
    help_line = usage("shutdown", "<vmid> [OPTIONS]")
    known = {"timeout": ("integer", 0), "forceStop": "boolean"}
    words, given = parse(arguments, 1, known, help_line)
    id_ = vmid(words[0], help_line)
    options = check(given, known, help_line)
    with locked(id_):
        must_run(id_)
        Config.load(id_).check_lock()
        timeout = options.get("timeout", 60)
        if runtime.stop(id_, "--nokill", "--timeout", str(timeout)):
            out(f"command 'lxc-stop -n {id_} --nokill --timeout {timeout}' failed: exit code 1")
            runtime.wait_stopped(id_, 5)
        if runtime.running(id_):
            if not options.get("forceStop"):
                raise Failure("container did not stop")
            runtime.stop(id_, "-k")


def reboot(arguments):
    help_line = usage("reboot", "<vmid> [OPTIONS]")
    words, _ = parse(arguments, 1, {"timeout": ("integer", 0)}, help_line)
    id_ = vmid(words[0], help_line)
    must_run(id_, "VM")
    shutdown([str(id_)])
    start([str(id_)])
