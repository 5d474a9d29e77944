"""A thousand documents and their verification: prints JSON. A process of its own, with settings of one home.

Run by `measure_documents`. It signs, seals and prints what a real act does; only the learners are invented.
"""

import json
import os
import statistics
import sys
import time
from datetime import timedelta

_LOOKS = 200


def main(many: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qosyl.config.settings")
    import django  # noqa: PLC0415 - after the home of the settings is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django has its settings
    from django.db import transaction  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - after Django has its settings
    from tests.certificates.scene import NOW, SITE, scene  # noqa: PLC0415 - as above

    from qosyl.certificates.actions import issue_documents, keep_printout  # noqa: PLC0415 - as above

    with transaction.atomic():
        stage = scene()
        learners = [stage.learner(f"{50 + number % 51}", works="9", project="11") for number in range(many)]
    start = time.perf_counter()
    documents = issue_documents(stage.director, stage.cohort, learners, address=SITE, at=NOW + timedelta(hours=1))
    issued = time.perf_counter() - start
    start = time.perf_counter()
    sizes = [keep_printout(document, at=NOW).size for document in documents]
    printed = time.perf_counter() - start

    call_command("collectstatic", interactive=False, verbosity=0)  # pages name their style by its hash
    client, taken = Client(SERVER_NAME="127.0.0.1"), []
    for document in documents[:_LOOKS]:
        start = time.perf_counter()
        answer = client.get(f"/v/{document.token}/", headers={"accept-encoding": "gzip"})
        taken.append(time.perf_counter() - start)
        if answer.status_code != 200:  # noqa: PLR2004 - a page that answers
            raise SystemExit(f"verification answered {answer.status_code}")
    report = {
        "issued": issued,
        "printed": printed,
        "size": statistics.median(sizes),
        "p50": statistics.median(taken),
        "p95": statistics.quantiles(taken, n=20)[-1],
        "page": len(answer.content),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]))
