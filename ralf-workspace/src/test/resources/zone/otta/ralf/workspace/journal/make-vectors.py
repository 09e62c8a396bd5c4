#!/usr/bin/env python3
"""Writes vectors.jsonl: the journal's bytes made without any code of RALF. Run it only to read it again:
the file is a fixed point of the format and never changes."""
import hashlib, pathlib, struct, uuid

TABLE = []
for n in range(256):
    for _ in range(8):
        n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data):
    c = 0xFFFFFFFF
    for byte in data:
        c = TABLE[(c ^ byte) & 0xFF] ^ (c >> 8)
    return c ^ 0xFFFFFFFF


assert crc32c(b"123456789") == 0xE3069283

# stream, id, microseconds, type, payload; one list per append
APPENDS = [
    [("run:1", "00000000-0000-4000-8000-000000000001", 0, "opened", "{}")],
    [("service:postgresql", "01890a5d-ac96-774b-bcce-b302099a8057", 1_790_000_000_000_001, "approved",
      '{"service":"postgresql","note":"Grüße \U0001F600 \\u0000","n":[1,-2,null,true]}')],
    [("run:1", "00000000-0000-4000-8000-000000000002", -1, "started", '{ "step" : 1 }'),
     ("run:1", "00000000-0000-4000-8000-000000000003", 9_223_372_036_854_775_807, "verified", '{"step":1}'),
     ("run:1", "ffffffff-ffff-4fff-bfff-ffffffffffff", -9_223_372_036_854_775_808, "closed",
      '{"payload":"}","hash":"\\""}')],
]

heads, versions, pos, out = {}, {}, 0, b""
for append in APPENDS:
    for i, (stream, ident, us, kind, payload) in enumerate(append):
        pos += 1
        version = versions[stream] = versions.get(stream, 0) + 1
        before = heads.get(stream) or hashlib.sha256(b"ralf-stream/1:" + stream.encode()).digest()
        t, p = kind.encode(), payload.encode()
        heads[stream] = hashlib.sha256(
            before + struct.pack(">q", version) + uuid.UUID(ident).bytes + struct.pack(">q", us)
            + struct.pack(">i", len(t)) + t + struct.pack(">i", len(p)) + p).digest()
        left = len(append) - 1 - i
        more = f'"more":{left},' if left else ""
        json = (f'{{"pos":{pos},"stream":"{stream}","version":{version},"id":"{ident}","us":{us},'
                f'"type":"{kind}","hash":"{heads[stream].hex()}",{more}"payload":{payload}}}').encode()
        out += b"%08x " % crc32c(json) + json + b"\n"
pathlib.Path(__file__).with_name("vectors.jsonl").write_bytes(out)
