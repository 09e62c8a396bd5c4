"""lxc-*: what a container of the stand-in really is. Unprivileged, in its own cgroup, on the host's bridge."""

import os
import shutil
import subprocess
import time

from . import place, volume
from .failure import Failure
from .properties import split

MAP = ["-m", f"u:0:{place.FIRST_ID}:65536", "-m", f"g:0:{place.FIRST_ID}:65536"]
# The environment of `pct exec --keep-env 0`, and PATH of the other form, as recorded.
CLEAN_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
KEPT_PATH = "/sbin:/bin:/usr/sbin:/usr/bin"


rootfs = volume.folder


def lxc(program, vmid, *arguments):
    return [program, "-P", str(place.CONTAINERS), "-n", str(vmid), *arguments]


def running(vmid):
    answer = subprocess.run(lxc("lxc-info", vmid, "-s", "-H"), capture_output=True, text=True, check=False)
    return answer.stdout.strip() not in ("", "STOPPED")


def pid(vmid):
    answer = subprocess.run(lxc("lxc-info", vmid, "-p", "-H"), capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def unpack(vmid, template):
    """-> the number of bytes in the archive's members' blocks, as tar counts them."""
    done = subprocess.run(
        ["lxc-usernsexec", *MAP, "--", "tar", "-C", str(rootfs(vmid)), "--numeric-owner", "--totals", "--exclude=./dev/*",
         "-xf", str(template)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(done.stderr.strip() or "tar failed")
    return done.stderr.strip().splitlines()[-1]


def write_lxc_config(vmid, config):
    """What lxc-start reads, made anew at every start as Proxmox VE does."""
    net = split(config["net0"]) if "net0" in config else None
    lines = [
        "lxc.include = /usr/share/lxc/config/common.conf",
        "lxc.include = /usr/share/lxc/config/userns.conf",
        "lxc.arch = amd64",
        f"lxc.uts.name = {config['hostname']}",
        f"lxc.rootfs.path = dir:{rootfs(vmid)}",
        "lxc.apparmor.profile = unconfined",
        f"lxc.idmap = u 0 {place.FIRST_ID} 65536",
        f"lxc.idmap = g 0 {place.FIRST_ID} 65536",
        f"lxc.cgroup.dir = {place.cgroup_of(vmid)}",
        f"lxc.cgroup.memory.limit_in_bytes = {config['memory']}M",
        "lxc.environment = TERM=linux",
    ]
    if config.get("cores"):
        lines += ["lxc.cgroup.cpu.cfs_period_us = 100000",
                  f"lxc.cgroup.cpu.cfs_quota_us = {int(config['cores']) * 100000}"]
    if net:
        lines += ["lxc.net.0.type = veth", f"lxc.net.0.link = {net['bridge']}", "lxc.net.0.flags = up",
                  f"lxc.net.0.name = {net['name']}", f"lxc.net.0.veth.pair = veth{vmid}i0",
                  f"lxc.net.0.hwaddr = {net['hwaddr']}"]
    (place.CONTAINERS / str(vmid) / "config").write_text("\n".join(lines) + "\n")


def limit(vmid, config):
    """Memory and cores of a running container, at once."""
    values = {"memory.limit_in_bytes": f"{config['memory']}M"}
    if config.get("cores"):
        values["cpu.cfs_quota_us"] = str(int(config["cores"]) * 100000)
    for key, value in values.items():
        subprocess.run(lxc("lxc-cgroup", vmid, key, value), capture_output=True, check=False)


def start(vmid):
    # lxc's monitor outlives this call and must not hold the caller's pipes.
    done = subprocess.run(lxc("lxc-start", vmid, "-d"), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    if done.returncode:
        print(done.stdout + done.stderr, end="", flush=True)
        raise Failure(f"startup for container '{vmid}' failed")


def stop(vmid, *arguments):
    return subprocess.run(lxc("lxc-stop", vmid, *arguments), stdin=subprocess.DEVNULL, check=False).returncode


def wait_stopped(vmid, seconds):
    deadline = time.monotonic() + seconds
    while running(vmid) and time.monotonic() < deadline:
        time.sleep(0.1)


def attach(vmid, argv, keep_environment):
    """Replaces this process. Python has SIGPIPE ignored, and so has the child of the real `pct exec`."""
    if keep_environment:
        os.environ["PATH"], path = KEPT_PATH, os.environ["PATH"]
        os.environ["TERM"] = "linux"
        program = shutil.which("lxc-attach", path=path)
        os.execv(program, lxc(program, vmid, "--", *argv))
    os.execvp("lxc-attach", lxc("lxc-attach", vmid, "--clear-env", "-v", f"PATH={CLEAN_PATH}", "-v", "TERM=linux",
                                "--", *argv))
