"""Proxmox VE's small formats: property strings, tags, sizes, the escaping of descriptions."""

import random
import re


def split(text, default_key=None):
    """`a=1,b=2` as a dict; a part without `=` belongs to the default key."""
    result = {}
    for part in text.split(","):
        key, equals, value = part.partition("=")
        if not equals:
            key, value = default_key, part
        result[key] = value
    return result


def join(values, first):
    """The keys in `first` come first, the others in alphabetical order."""
    keys = [key for key in first if key in values] + sorted(key for key in values if key not in first)
    return ",".join(f"{key}={values[key]}" for key in keys)


def network(text):
    """net0 as it is stored: type added, a random address from Proxmox's block if none was sent."""
    values = split(text)
    values.setdefault("type", "veth")
    values.setdefault("hwaddr", "BC:24:11:" + ":".join(f"{random.randrange(256):02X}" for _ in range(3)))
    return join(values, ("name", "bridge"))


def network_problem(text):
    values = split(text)
    if "name" not in values:
        return "invalid format - format error\nnet0.name: property is missing and it is not optional\n"
    mac = values.get("hwaddr")
    if mac is not None and (not re.fullmatch(r"([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}", mac) or int(mac[1], 16) & 1):
        return ("invalid format - format error\n"
                "net0.hwaddr: invalid format - value does not look like a valid unicast MAC address\n\n")
    address = values.get("ip", "manual")
    if address not in ("manual", "dhcp") and not re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}/\d{1,2}", address):
        return ("invalid format - format error\n"
                "net0.ip: invalid format - value does not look like a valid ipv4 network configuration\n\n")
    return None


def tags(text):
    """Lower case, unique, sorted, joined by `;`."""
    return ";".join(sorted({tag.lower() for tag in re.split(r"[;, ]+", text) if tag}))


def tags_problem(text):
    for tag in re.split(r"[;, ]+", text):
        if tag and not re.fullmatch(r"[a-z0-9_][a-z0-9_+.-]*", tag, re.IGNORECASE):
            return "invalid format - invalid characters in tag\n"
    return None


def escape_description(text):
    """As `pct config` shows it: `:`, `%`, control characters and non-ASCII as %XX of their UTF-8 bytes."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in ":%" else f"%{byte:02X}" for byte in text.encode()
    )


def size_text(gib):
    """The size of a new volume: 16 -> 16G, 0.5 -> 512M, 1024 -> 1T."""
    kib = round(float(gib) * 1024 * 1024)
    for unit in ("K", "M", "G", "T"):
        if kib % 1024 or unit == "T":
            return f"{kib}{unit}"
        kib //= 1024
    raise AssertionError(gib)


def size_bytes(text):
    return int(text[:-1]) * 1024 ** ("KMGT".index(text[-1]) + 1)


def volume_size(rootfs):
    return size_bytes(split(rootfs, "volume")["size"])
