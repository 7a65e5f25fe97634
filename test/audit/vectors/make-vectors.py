"""Makes vectors.json: trees, inclusion and consistency proofs, straight from the recursive definitions of RFC 6962, 2.1.

Run it with `python3 make-vectors.py > vectors.json`. It shares nothing with the register's own code, which works without recursion.
"""

import hashlib
import json

LARGEST = 70


def mth(d):
    if not d:
        return hashlib.sha256(b"").digest()
    if len(d) == 1:
        return hashlib.sha256(b"\x00" + d[0]).digest()
    k = split(len(d))
    return hashlib.sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def split(n):
    k = 1
    while k << 1 < n:
        k <<= 1
    return k


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return path(m, d[:k]) + [mth(d[k:])]
    return path(m - k, d[k:]) + [mth(d[:k])]


def subproof(m, d, complete):
    if m == len(d):
        return [] if complete else [mth(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], complete) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


def digest(hashes):
    """One line for a proof: its length and the start of a hash of all its hashes, so that the file stays small."""
    return [len(hashes), hashlib.sha256(b"".join(hashes)).hexdigest()[:16]]


# The eight leaves that the test data of Certificate Transparency logs are made of.
reference = [bytes.fromhex(x) for x in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]]
entries = ["entry %d" % i for i in range(LARGEST)]
data = [entry.encode() for entry in entries]
print(json.dumps({
    "reference": {
        "leaves": [x.hex() for x in reference],
        "roots": [mth(reference[:n]).hex() for n in range(len(reference) + 1)],
    },
    "entries": entries,
    "roots": [mth(data[:n]).hex() for n in range(LARGEST + 1)],
    "inclusion": [[digest(path(i, data[:n])) for i in range(n)] for n in range(1, LARGEST + 1)],
    "consistency": [[digest(subproof(m, data[:n], True)) for m in range(1, n + 1)] for n in range(1, LARGEST + 1)],
    "written out": {
        "inclusion": [{"index": i, "size": n, "proof": [h.hex() for h in path(i, data[:n])]} for i, n in [(0, 1), (0, 8), (5, 8), (2, 3), (6, 7), (64, 65), (69, 70)]],
        "consistency": [{"from": m, "to": n, "proof": [h.hex() for h in subproof(m, data[:n], True)]} for m, n in [(1, 1), (1, 8), (6, 8), (2, 5), (3, 7), (64, 70), (69, 70)]],
    },
}, separators=(",", ":")))
