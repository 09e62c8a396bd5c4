"""pvesh, pveversion, qm: the few reads that go beyond pct."""

import json
import os
import re

from . import place, runtime
from .config import Config
from .failure import Failure
from .options import parse
from .properties import size_bytes, split
from .storage import STORAGES

VERSION = "9.2.11"
REPOSITORY = "14a22df3"


def pveversion(_arguments):
    print(f"pve-manager/{VERSION}/{REPOSITORY} (running kernel: {os.uname().release})")


def get(arguments):
    words, options = parse(arguments, 1, {"output-format": "text", "type": "text", "vmid": "text", "feature": "text"},
                           "pvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]")
    path = words[0]
    if path == "/version":
        answer = {"release": "9.2", "repoid": REPOSITORY, "version": VERSION}
    elif path == "/cluster/resources" and options.get("type") == "vm":
        answer = [resource(id_) for id_ in place.ids()]
    elif path == "/cluster/nextid":
        answer = str(next(id_ for id_ in range(100, 10**9) if id_ not in place.ids()))
    elif match := re.fullmatch(rf"/nodes/{place.NODE}/lxc/(\d+)/config", path):
        config = Config.load(int(match[1]))
        answer = config.view(False) | {"digest": config.digest()}
    elif match := re.fullmatch(rf"/nodes/{place.NODE}/lxc/(\d+)/snapshot", path):
        answer = snapshots(Config.load(int(match[1])))
    elif (match := re.fullmatch(rf"/nodes/{place.NODE}/lxc/(\d+)/feature", path)) and options.get("feature") == "snapshot":
        store = Config.load(int(match[1])).current["rootfs"].partition(":")[0]
        answer = {"hasFeature": 0 if STORAGES[store].kind == "dir" else 1}
    else:
        raise Failure(f"No 'get' handler defined for '{path}'", 1)
    print(json.dumps(answer, separators=(",", ":"), sort_keys=True, ensure_ascii=False))


def snapshots(config):
    """In the order of their names, then where the container stands."""
    all_ = [{key: values[key] for key in ("description", "parent", "snaptime") if key in values} | {"name": name}
            for name, values in sorted(config.snapshots.items())]
    current = {"name": "current", "description": "You are here!", "digest": config.digest(),
               "running": int(runtime.running(config.vmid))}
    return all_ + [current | ({"parent": config.current["parent"]} if "parent" in config.current else {})]


def resource(id_):
    config = Config.load(id_).current
    live = runtime.running(id_)
    row = {"cpu": 0, "disk": 0, "diskread": 0, "diskwrite": 0, "id": f"lxc/{id_}", "maxcpu": config.get("cores", 2),
           "maxdisk": size_bytes(split(config["rootfs"], "volume")["size"]) if "rootfs" in config else 0,
           "maxmem": int(config.get("memory", 512)) * 1024 * 1024, "mem": 0, "memhost": 0,
           "name": config.get("hostname", f"CT{id_}"), "netin": 0, "netout": 0, "node": place.NODE,
           "status": "running" if live else "stopped", "template": 0, "type": "lxc", "uptime": 0, "vmid": id_}
    for key in ("tags", "lock"):
        if key in config:
            row[key] = config[key]
    return row


PVESH = {"get": get}
QM = {"list": lambda _arguments: None}  # no virtual machine here: qm prints nothing then
