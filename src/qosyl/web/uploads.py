"""How much a browser may send at all, asked before a byte is written to the disk.

Each form says its own, smaller limit in words. This one stands before forms and permissions, because the whole of what
is sent is read before anybody has asked who sends it.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

#: A package a little over its limit still comes as far as the form that explains it.
_ROOM_TO_EXPLAIN = 2


class LimitedUpload(FileUploadHandler):
    """The first of the handlers: turns an oversized request away whole, and takes no file itself."""

    def handle_raw_input(self, input_data: Any, META: Mapping[str, Any], content_length: int, *_: Any) -> None:  # noqa: ARG002, N803 - Django's shape
        if content_length > _ROOM_TO_EXPLAIN * settings.PACKAGE_ARCHIVE_BYTES:
            raise RequestDataTooBig("more than any form of this site takes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's shape
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django's shape
        return None
