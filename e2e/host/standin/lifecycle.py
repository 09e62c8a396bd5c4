"""pct create, destroy, unlock."""

import pathlib
import sys

from . import place, runtime, setup, storage, volume
from .common import CREATABLE, normal, out, usage
from .config import Config, locked
from .failure import Failure
from .options import check, parse, vmid
from .power import start
from .properties import size_text, split


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
            volume.forget(id_)
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
    name_of_disk = f"{id_}/vm-{id_}-disk-0.raw"
    if storage.STORAGES[store].kind == "dir":
        out(f"Formatting '/var/lib/vz/images/{name_of_disk}', fmt=raw size={int(gib * 1024 ** 3)} preallocation=off")
    out(f"Creating filesystem with {blocks} 4k blocks and {blocks // 4} inodes")
    volume.make(id_, int(gib * 1024 ** 3))
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
    config.current["rootfs"] = f"{store}:{name_of_disk},size={size_text(gib)}"
    setup.at_create(id_, config.current, keys)
    config.save()
    return config


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
        volume.forget(id_)
        config.remove()
    if options.get("purge"):
        out(f"purging CT {id_} from related configurations..")


def unlock(arguments):
    help_line = usage("unlock", "<vmid>")
    words, _ = parse(arguments, 1, {}, help_line)
    id_ = vmid(words[0], help_line)
    with locked(id_):
        config = Config.load(id_)
        config.current.pop("lock", None)
        config.save()
