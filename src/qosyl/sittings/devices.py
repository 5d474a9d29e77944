"""What kind of device asks, so that a learner knows it again: phone, tablet or desktop, and nothing more of it."""

import re
from collections.abc import Mapping

_PHONE = re.compile(r"iPhone|iPod|Android.*Mobile|Mobile.*Firefox|Windows Phone")
_TABLET = re.compile(r"iPad|Android|Tablet|Silk")


def device_of(headers: Mapping[str, str]) -> str:
    """Of a request's headers; empty where the device does not say what it is."""
    if (hint := headers.get("Sec-CH-UA-Mobile")) in {"?0", "?1"} and hint == "?1":
        return "phone"
    words = headers.get("User-Agent", "")
    if _PHONE.search(words):
        return "phone"
    if _TABLET.search(words):
        return "tablet"
    return "desktop" if words.startswith("Mozilla/") else ""
