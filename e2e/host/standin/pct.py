"""pct: the commands RALF uses and their neighbours."""

import os
import pathlib
import sys

from . import place, runtime, setup, storage
from .config import APPLY_AT_START, Config, lines, locked, shown
from .failure import Failure, bad_parameters, not_enough_arguments, unknown_option
from .options import FALSE, check, parse, vmid
from .properties import network, size_text, split, tags

SETTABLE = {
    "arch": "text", "cores": ("integer", 1), "cpulimit": "text", "cpuunits": ("integer", 0), "description": "text",
    "features": "text", "hostname": "hostname", "lock": "text", "memory": ("integer", 16),
    "nameserver": "text", "net0": "network", "onboot": "boolean", "ostype": "text", "protection": "boolean",
    "searchdomain": "text", "startup": "text", "swap": ("integer", 0), "tags": "tags", "timezone": "text",
}
CREATABLE = SETTABLE | {
    "force": "boolean", "password": "text", "pool": "text", "rootfs": "text", "ssh-public-keys": "text",
    "start": "boolean", "storage": "text", "unprivileged": "boolean",
}


def usage(command, arguments):
    return f"pct {command} {arguments}"


def out(text):
    print(text, flush=True)


def normal(values):
    """Values as Proxmox VE stores them."""
    stored = dict(values)
    if "tags" in stored:
        stored["tags"] = tags(stored["tags"])
    if "net0" in stored:
        stored["net0"] = network(stored["net0"])
    if stored.get("description"):
        stored["description"] = stored["description"].rstrip("\n") + "\n"
    return stored


def create(arguments):
    help_line = usage("create", "<vmid> <ostemplate> [OPTIONS]")
    words, given = parse(arguments, 2, CREATABLE, help_line)
    id_ = vmid(words[0], help_line)
    values = check(given, CREATABLE, help_line)
    keys = public_keys(values.pop("ssh-public-keys", None))
    rootfs = values.pop("rootfs", f"{values.get('storage', 'local')}:4")
    store, _, size = split(rootfs, "volume")["volume"].partition(":")
    storage.must_exist(store)
    start_now = values.pop("start", 0)
    for unused in ("storage", "password", "force", "pool"):
        values.pop(unused, None)
    with locked(id_):
        if Config.exists(id_):
            raise Failure(f"CT {id_} already exists on node '{place.NODE}'")
        Config(id_, {"lock": "create"}).save()
        try:
            config = build(id_, words[1], store, size, normal(values), keys)
        except BaseException as problem:
            # Also when the caller's connection is gone: then printing raises BrokenPipeError, as it ends the real worker.
            runtime.forget(id_)
            Config(id_).remove()
            if isinstance(problem, Failure):
                raise Failure(f"unable to create CT {id_} - {problem.text}") from None
            raise
    if "nesting=1" not in str(config.current.get("features", "")):
        out("WARN: Systemd 252 detected. You may need to enable nesting.")
        print("Task finished with 1 warning(s)!", file=sys.stderr)
    if start_now:
        start([str(id_)])


def public_keys(path):
    if path is None:
        return ""
    try:
        text = pathlib.Path(path).read_text()
    except OSError as problem:
        raise Failure(f"can't open '{path}' - {problem.strerror}", 2) from None
    if not all(line.startswith(("ssh-", "ecdsa-", "sk-")) for line in text.splitlines() if line.strip()):
        raise Failure("SSH public key validation error")
    return text


def build(id_, template, store, size, values, keys):
    gib = float(size)
    blocks = int(gib * 1024 * 1024 / 4)
    volume = f"{id_}/vm-{id_}-disk-0.raw"
    if storage.STORAGES[store].kind == "dir":
        out(f"Formatting '/var/lib/vz/images/{volume}', fmt=raw size={int(gib * 1024 ** 3)} preallocation=off")
    out(f"Creating filesystem with {blocks} 4k blocks and {blocks // 4} inodes")
    name = template.removeprefix("local:vztmpl/")
    archive = place.TEMPLATES / name
    if not template.startswith("local:vztmpl/") or "/" in name or not archive.is_file():
        text = f"volume '{template}' does not exist"
        out(text)
        raise Failure(text)
    out(f"extracting archive '{place.TEMPLATE_FOLDER_NAME}/{name}'")
    out(runtime.unpack(id_, archive))
    out("Detected container architecture: amd64")
    config = Config(id_, {"hostname": f"CT{id_}", "memory": 512, "swap": 512, "unprivileged": 1,
                          "arch": "amd64", "ostype": "debian"} | values)
    if not config.current.get("description"):
        config.current.pop("description", None)
    config.current["rootfs"] = f"{store}:{volume},size={size_text(gib)}"
    setup.at_create(id_, config.current, keys)
    config.save()
    return config


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
        if not runtime.rootfs(id_).is_dir():
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
        runtime.stop(id_, "--nokill", "-t", str(options.get("timeout", 60)))
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


def show_config(arguments):
    help_line = usage("config", "<vmid> [OPTIONS]")
    known = {"current": "boolean"}
    words, given = parse(arguments, 1, known, help_line)
    id_ = vmid(words[0], help_line)
    options = check(given, known, help_line)
    for line in lines(Config.load(id_).view(bool(options.get("current")))):
        out(line)


def pending(arguments):
    help_line = usage("pending", "<vmid>")
    words, _ = parse(arguments, 1, {}, help_line)
    config = Config.load(vmid(words[0], help_line))
    for key in sorted(config.current.keys() | config.pending.keys()):
        if key in config.current:
            out(f"cur {key}: {shown(key, config.current[key])}")
        if key in config.pending:
            value = config.pending[key]
            out(f"del {key}: {config.current.get(key)}" if value is None else f"new {key}: {shown(key, value)}")


def set_options(arguments):
    help_line = usage("set", "<vmid> [OPTIONS]")
    known = SETTABLE | {"delete": "text", "revert": "text", "digest": "text"}
    words, given = parse(arguments, 1, known, help_line)
    id_ = vmid(words[0], help_line)
    values = check(given, known, help_line)
    digest, delete = values.pop("digest", None), values.pop("delete", "")
    revert = values.pop("revert", "")
    if not values and not delete and not revert:
        Config.load(id_)
        raise Failure("no options specified")
    with locked(id_):
        config = Config.load(id_)
        config.check_lock()
        if digest and digest != config.digest():
            raise Failure("detected modified configuration - file changed by other user? Try again.")
        live = runtime.running(id_)
        for key in filter(None, revert.split(",")):
            config.pending.pop(key, None)
        for key in filter(None, delete.split(",")):
            change(config, key, None, live)
        for key, value in normal(values).items():
            if key == "net0" and live:
                change_network(id_, value, help_line)
            change(config, key, value if value != "" else None, live)
        config.save()


def change(config, key, value, live):
    if value is None and key not in config.current:
        print(f"cannot delete '{key}' - not set in current configuration!", file=sys.stderr)
    elif live and key in APPLY_AT_START:
        config.pending[key] = value
    elif value is None:
        del config.current[key]
    else:
        config.current[key] = value


def change_network(id_, net0, help_line):
    """A running container: only what the file says; the interface itself is taken over at the next start."""
    bridge = split(net0)["bridge"]
    if not os.path.isdir(f"/sys/class/net/{bridge}"):
        raise bad_parameters(
            {"net0": f"unable to hotplug net0: interface {bridge} does not exist\n\n"}, help_line)


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


def destroy(arguments):
    help_line = usage("destroy", "<vmid> [OPTIONS]")
    known = {"force": "boolean", "purge": "boolean", "destroy-unreferenced-disks": "boolean"}
    words, given = parse(arguments, 1, known, help_line)
    id_ = vmid(words[0], help_line)
    options = check(given, known, help_line)
    with locked(id_):
        config = Config.load(id_)
        if config.current.get("protection"):
            raise Failure(f"can't remove CT {id_} - protection mode enabled")
        config.check_lock()
        if runtime.running(id_):
            if not options.get("force"):
                raise Failure(f"unable to destroy CT {id_} - container is running")
            runtime.stop(id_, "-k")
        runtime.forget(id_)
        config.remove()
    if options.get("purge"):
        out(f"purging CT {id_} from related configurations..")


def unlock(arguments):
    help_line = usage("unlock", "<vmid>")
    words, _ = parse(arguments, 1, {}, help_line)
    config = Config.load(vmid(words[0], help_line))
    config.current.pop("lock", None)
    config.save()


COMMANDS = {
    "config": show_config, "create": create, "destroy": destroy, "exec": exec_, "list": list_, "pending": pending,
    "reboot": reboot, "set": set_options, "shutdown": shutdown, "start": start, "status": status, "stop": stop,
    "unlock": unlock,
}
