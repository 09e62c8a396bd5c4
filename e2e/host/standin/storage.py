"""pvesm and pveam: two storages as recorded, the template folder, what can be downloaded."""

import collections
import shutil
import sys

from . import place
from .config import Config
from .failure import Failure, bad_parameters
from .options import parse
from .properties import size_bytes, split


Storage = collections.namedtuple("Storage", "kind content total")  # total in KiB

# Sizes are the stand-in's own: the container's files really live on a tmpfs.
STORAGES = {
    "fast": Storage("btrfs", ("rootdir", "images"), 100 * 1024 * 1024),
    "local": Storage("dir", ("vztmpl", "iso", "backup", "rootdir", "images", "snippets"), 200 * 1024 * 1024),
}


def must_exist(name):
    if name not in STORAGES:
        raise Failure(f"storage '{name}' does not exist")


def used(name):
    """KiB: what the containers of this storage were promised."""
    total = 0
    for id_ in place.ids():
        rootfs = Config.load(id_).current.get("rootfs", "")
        if rootfs.startswith(name + ":"):
            total += size_bytes(split(rootfs, "volume")["size"]) // 1024
    return total + 5920


def status(arguments):
    usage = "pvesm status  [OPTIONS]"
    known = {"content": "text", "storage": "text", "enabled": "boolean", "target": "text", "format": "boolean"}
    _, options = parse(arguments, 0, known, usage)
    if options.get("storage") and options["storage"] not in STORAGES:
        raise bad_parameters({"storage": "No such storage."}, usage)
    rows = {name: store for name, store in STORAGES.items()
            if options.get("storage", name) == name and options.get("content", store.content[0]) in store.content}
    if not rows:
        return
    width = max(len(name) for name in rows) + 4
    print(f"{'Name':<{width}} {'Type':>8} {'Status':>10} {'Total (KiB)':>15} {'Used (KiB)':>15} "
          f"{'Available (KiB)':>15} {'%':>8}")
    for name, store in rows.items():
        taken = used(name)
        print(f"{name:<{width}} {store.kind:>8} {'active':>10} {store.total:>15} {taken:>15} "
              f"{store.total - taken:>15} {100 * taken / store.total:>7.2f}%")


def templates():
    return sorted(path for path in place.TEMPLATES.iterdir() if path.is_file())


def list_volumes(arguments):
    words, options = parse(arguments, 1, {"content": "text", "vmid": "text"}, "pvesm list <storage> [OPTIONS]")
    must_exist(words[0])
    rows = []
    if words[0] == "local" and options.get("content", "vztmpl") == "vztmpl":
        rows += [(f"local:vztmpl/{path.name}", "tzst", "vztmpl", str(path.stat().st_size), "") for path in templates()]
    if options.get("content", "rootdir") == "rootdir":
        for id_ in place.ids():
            rootfs = Config.load(id_).current.get("rootfs", "")
            if rootfs.startswith(words[0] + ":"):
                parts = split(rootfs, "volume")
                rows.append((parts["volume"], "raw", "rootdir", str(size_bytes(parts["size"])), str(id_)))
    wide = max((len(row[0]) for row in rows), default=5)
    size = max((len(row[3]) for row in rows), default=9)
    print(f"{'Volid':<{wide}} {'Format':<6}  {'Type':<6} {'Size':>{max(size + 2, 9)}} VMID")
    for volid, form, kind, bytes_, owner in sorted(rows):
        print(f"{volid:<{wide}} {form:<6}  {kind:<7}{bytes_:>{max(size + 2, 9)}} {owner}".rstrip())


def list_templates(arguments):
    words, _ = parse(arguments, 1, {}, "pveam list <storage>")
    must_exist(words[0])
    if "vztmpl" not in STORAGES[words[0]].content:
        raise Failure("Storage does not support templates!")
    rows = [(f"local:vztmpl/{path.name}", f"{path.stat().st_size / 1048576:.2f}MB") for path in templates()]
    if rows:
        print(f"{'NAME':<60} {'SIZE':<6}")
    for name, size in rows:
        print(f"{name:<60} {size:<6}")


def available(arguments):
    usage = "pveam available  [OPTIONS]"
    _, options = parse(arguments, 0, {"section": "text"}, usage)
    section = options.get("section", "system")
    if section not in ("system", "mail", "turnkeylinux"):
        raise bad_parameters(
            {"section": f"value '{section}' does not have a value in the enumeration 'system, mail, turnkeylinux'"},
            usage)
    if section == "system":
        for path in sorted(place.AVAILABLE.iterdir()):
            print(f"{'system':<15} {path.name:<60} amd64")
    warn_about_index()


def warn_about_index():
    print("unable to open file '/var/lib/pve-manager/apl-info/releases.turnkeylinux.org' - No such file or directory",
          file=sys.stderr)


def download(arguments):
    """Exit code 0 also after a failed transfer, as on a real node; there are none here."""
    usage = "pveam download <storage> <template>"
    words, _ = parse(arguments, 2, {}, usage)
    warn_about_index()
    source = place.AVAILABLE / words[1]
    if "/" in words[1] or not source.is_file():
        raise bad_parameters({"template": "no such template"}, usage)
    must_exist(words[0])
    if "vztmpl" not in STORAGES[words[0]].content:
        raise Failure(f"storage '{words[0]}' does not support templates")
    url = f"http://download.proxmox.com/images/system/{words[1]}"
    target = place.TEMPLATES / words[1]
    print(f"downloading {url} to {place.TEMPLATE_FOLDER_NAME}/{words[1]}", flush=True)
    if target.exists():
        print("calculating checksum of existing file...OK, got correct file already, no need to download")
        return
    part = target.with_name(target.name + ".tmp_dwnl")
    shutil.copyfile(source, part)
    part.rename(target)
    print("calculating checksum...OK, checksum verified")
    print(f"download of '{url}' to '{place.TEMPLATE_FOLDER_NAME}/{words[1]}' finished")


PVESM = {"list": list_volumes, "status": status}
PVEAM = {"available": available, "download": download, "list": list_templates}
