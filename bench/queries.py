"""How many questions a page asks of the database: prints JSON for pages given as "visitor /page/" or "reader /page/".

A process of its own, because Django's settings belong to one home; run by `measure_pages`.
"""

import json
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qosyl.config.settings")
    import django  # noqa: PLC0415 - after the home of the settings is known

    django.setup()
    from django.db import connection  # noqa: PLC0415 - after Django has its settings
    from django.test import Client  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    visitor, reader = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    reader.post("/demo/reader/")
    counted = {}
    for named in sys.argv[1:]:
        who, page = named.split(" ", 1)
        client = visitor if who == "visitor" else reader
        client.get(page)  # the content of a version is read once a process
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
        if answer.status_code != 200:  # noqa: PLR2004 - a page that answers
            raise SystemExit(f"{named} answered {answer.status_code}")
        counted[named] = len(queries)
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
