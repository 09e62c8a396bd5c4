"""The files Proxmox VE writes into a Debian container: name, hosts, resolver, network, keys."""

import os
import pathlib
import re
import subprocess

from . import place
from .properties import split
from .runtime import rootfs

BEGIN, END = "# --- BEGIN PVE ---\n", "# --- END PVE ---\n"


def write(vmid, name, text, mode=0o644):
    """Replaces a file of the container, owned by its root."""
    path = rootfs(vmid) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".pve-new")
    new.write_text(text)
    os.chmod(new, mode)
    os.chown(new, place.FIRST_ID, place.FIRST_ID)
    os.replace(new, path)


def read(vmid, name):
    path = rootfs(vmid) / name
    return path.read_text() if path.is_file() and not path.is_symlink() else ""


def with_block(text, block):
    """The text with RALF's neighbour, the block between BEGIN PVE and END PVE, replaced or appended."""
    without = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), "", text, flags=re.DOTALL)
    if without and not without.endswith("\n"):
        without += "\n"
    return without + BEGIN + block + END


def at_create(vmid, config, public_keys):
    write(vmid, "etc/machine-id", "")
    write(vmid, "etc/hosts", "127.0.0.1\tlocalhost\n::1\t\tlocalhost ip6-localhost ip6-loopback\n"
          "ff02::1\t\tip6-allnodes\nff02::2\t\tip6-allrouters\n")
    if public_keys:
        folder = rootfs(vmid) / "root/.ssh"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, place.FIRST_ID, place.FIRST_ID)
        write(vmid, "root/.ssh/authorized_keys", BEGIN + public_keys + END, 0o700)
    at_start(vmid, config)
    make_host_keys(vmid, config["hostname"])


def at_start(vmid, config):
    domain = (config.get("searchdomain") or "otta.zone").split()[0]
    name = config["hostname"].split(".")[0]
    net = split(config["net0"]) if "net0" in config else {}
    address = net.get("ip", "manual").partition("/")[0]
    address = address if re.match(r"\d", address) else "127.0.1.1"
    write(vmid, "etc/hostname", name + "\n")
    write(vmid, "etc/hosts", with_block(read(vmid, "etc/hosts"), f"{address} {name}.{domain} {name}\n"))
    if "nameserver" in config or "searchdomain" in config:
        servers = "".join(f"nameserver {server}\n" for server in config.get("nameserver", "").split())
        write(vmid, "etc/resolv.conf",
              with_block(read(vmid, "etc/resolv.conf"), f"search {config.get('searchdomain', domain)}\n{servers}"))
    if net:
        write(vmid, "etc/network/interfaces", interfaces(net))


def interfaces(net):
    text = ("auto lo\niface lo inet loopback\niface lo inet6 loopback\n\n"
            "# interfaces(5) file used by ifup(8) and ifdown(8)\n# Include files from /etc/network/interfaces.d:\n"
            "source /etc/network/interfaces.d/*\n\n")
    method = net.get("ip", "manual")
    text += f"auto {net['name']}\n"
    if re.match(r"\d", method):
        text += f"iface {net['name']} inet static\n\taddress {method}\n"
        if "gw" in net:
            text += f"\tgateway {net['gw']}\n"
    else:
        text += f"iface {net['name']} inet {method}\n"
    return text + "\n"


def make_host_keys(vmid, hostname):
    """New SSH host keys, where the template has an SSH server."""
    if not (rootfs(vmid) / "usr/sbin/sshd").exists():
        return
    for kind in ("ed25519", "ecdsa", "rsa"):
        name = f"ssh_host_{kind}_key"
        print(f"Creating SSH host key '{name}' - this may take some time ...", flush=True)
        path = pathlib.Path("/run/pve") / f"{vmid}.{name}"
        path.unlink(missing_ok=True)
        made = subprocess.run(["ssh-keygen", "-t", kind, "-N", "", "-C", f"root@{hostname}", "-f", path],
                              capture_output=True, text=True, check=True)
        public = path.with_name(path.name + ".pub")
        write(vmid, f"etc/ssh/{name}", path.read_text(), 0o600)
        write(vmid, f"etc/ssh/{name}.pub", public.read_text())
        path.unlink()
        public.unlink()
        print("done: " + next(line for line in made.stdout.splitlines() if line.startswith("SHA256:")), flush=True)
