"""One form of bytes for each value, and its fingerprint: what content addressing and comparing of versions rest on.

Here belong canonical JSON and hashes. Not here: the folder form that people edit (`writing`).
"""

import hashlib
import json

from qosyl.packages.model.base import Shape


def canonical_json(value: Shape) -> bytes:
    """A shape as UTF-8 JSON with sorted keys, without spaces, every default written out.

    Equal values have equal bytes, and `type(value).model_validate_json` gives the value back.
    """
    content = value.model_dump(mode="json")
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(value: Shape) -> str:
    """SHA-256 of the canonical JSON in hex: of a package, an item, or any other shape."""
    return fingerprint_of(canonical_json(value))


def fingerprint_of(content: bytes) -> str:
    """The fingerprint of a shape whose canonical JSON is at hand already."""
    return hashlib.sha256(content).hexdigest()
