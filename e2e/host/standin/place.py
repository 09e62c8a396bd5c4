"""Where the stand-in keeps its world. Everything is below /run, a tmpfs of the host's own mount namespace."""

import os
import pathlib

ROOT = pathlib.Path("/run/pve")
CONTAINERS = ROOT / "lxc"  # lxc's own folder: ID/config, ID/rootfs
VOLUMES = ROOT / "volume"  # the containers' disks and their snapshots
CONFIGS = ROOT / "config"  # what Proxmox keeps in /etc/pve/lxc
TEMPLATES = ROOT / "template"  # storage "local", content vztmpl
AVAILABLE = ROOT / "available"  # what pveam could download
CGROUP = ROOT / "cgroup"  # name of the cgroup that holds this world
LOCKS = pathlib.Path("/run/lock/lxc")

# What the texts call these places.
TEMPLATE_FOLDER_NAME = "/var/lib/vz/template/cache"

NODE = os.uname().nodename
FIRST_ID = 100000  # of the user namespace


def cgroup_of(vmid):
    return CGROUP.read_text().strip() + "/" + str(vmid)


def ids():
    """The ids of all containers, ascending."""
    if not CONFIGS.is_dir():
        return []
    return sorted(int(name.removesuffix(".json")) for name in os.listdir(CONFIGS) if name.endswith(".json"))
