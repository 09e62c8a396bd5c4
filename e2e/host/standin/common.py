"""What the commands of pct share: the options of a container, how they are stored, how text is printed."""

from .properties import network, tags

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
