"""A thousand learners have sat fifty questions: prints how long counting takes, and the page that tells it, as JSON.

A process of its own, because Django's settings belong to one home; run by `measure_items`. Their answers are played by
chance. The programme has been read once before, as in any process that has served a page of it; nothing else is kept
from one request to the next, so the first request of the page reads everything from the database.
"""

import json
import os
import random
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qosyl.sittings.models import Sitting

LEARNERS, FORMS = 1_000, 50
_CHANCE_TO_KNOW = 0.7
_SECONDS = (10, 120)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qosyl.config.settings")
    import django  # noqa: PLC0415 - after the home of the settings is known

    django.setup()
    from django.db import connection  # noqa: PLC0415 - after Django has its settings
    from django.test import Client  # noqa: PLC0415 - as above
    from django.urls import reverse  # noqa: PLC0415 - as above
    from tests import factories  # noqa: PLC0415 - as above

    from qosyl.cohorts.queries import package_of_cohort  # noqa: PLC0415 - as above
    from qosyl.people.roles import Role  # noqa: PLC0415 - as above
    from qosyl.sittings.count_tasks import count_sitting  # noqa: PLC0415 - as above

    sitting = _sat()
    package_of_cohort(sitting.cohort)
    methodologist = factories.user()
    factories.role_holding(methodologist, Role.METHODOLOGIST, sitting.cohort.provider)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(methodologist, backend="qosyl.people.backends.SignInNameBackend")

    start = time.perf_counter()
    count_sitting.func(str(sitting.uuid))
    counting = time.perf_counter() - start

    taken = []
    for _ in range(5):
        connection.close()
        start = time.perf_counter()
        answer = client.get(reverse("sittings:statistics", args=[sitting.uuid]))
        taken.append(time.perf_counter() - start)
        if answer.status_code != 200:  # noqa: PLR2004 - a page that answers
            raise SystemExit(f"the page answered {answer.status_code}")
    print(json.dumps({"counting": counting, "first": taken[0], "median": sorted(taken)[2]}))


def _sat() -> "Sitting":
    from django.utils import timezone  # noqa: PLC0415 - as above
    from tests import factories  # noqa: PLC0415 - as above
    from tests.programmes.published import INCLUSION, package, publish_small  # noqa: PLC0415 - as above

    from qosyl.programmes.provisions import scoring_rules  # noqa: PLC0415 - as above
    from qosyl.rules.scoring import score  # noqa: PLC0415 - as above
    from qosyl.sittings.drawing import drawing_of, written  # noqa: PLC0415 - as above
    from qosyl.sittings.marking import LAYOUT, facts_of, form_items  # noqa: PLC0415 - as above
    from qosyl.sittings.models import Attempt, Form, Result  # noqa: PLC0415 - as above

    chance = random.Random(2026)  # noqa: S311 - a play of chance, no secret
    programme, provider = package(INCLUSION), factories.provider()
    group = factories.group(factories.cohort(provider, publish_small(provider, INCLUSION)))
    drawing = drawing_of(programme)
    contents = list(drawing.forms("5eed", [str(number) for number in range(FORMS)]).values())
    rules, now = scoring_rules(programme, timezone.localdate()), timezone.now()
    sitting = factories.sitting(group.cohort, released_at=now, drawing=written(drawing))
    enrolments = [factories.enrolment(group) for _ in range(LEARNERS)]
    forms = Form.objects.bulk_create(
        Form(sitting=sitting, enrolment=enrolment, content=contents[place % FORMS], digest=f"{place:064x}")
        for place, enrolment in enumerate(enrolments)
    )
    attempts = Attempt.objects.bulk_create(
        Attempt(form=form, learner=form.enrolment.learner.uuid, minutes=90, late_minutes=60, epoch=1, started_at=now)
        for form in forms
    )
    items = [form_items(content, programme) for content in contents]
    results = []
    for place, attempt in enumerate(attempts):
        form = items[place % FORMS]
        given = {
            item.position: min(item.right) if chance.random() < _CHANCE_TO_KNOW else chance.choice("abcd")
            for item in form
        }
        found = score(form, given, (), rules)
        seconds = {str(item.position): chance.randrange(*_SECONDS) for item in form}
        journal = {"claimed": 0, "late": 0, "language": chance.choice(["kk", "ru"]), "seconds": seconds}
        results.append(
            Result(
                attempt=attempt,
                basis="in-time",
                cut={"1": 1},
                facts=facts_of(found, rules, form) | {"journal": journal},
                points_numerator=found.points.numerator,
                percent_numerator=found.percent.numerator,
                percent_denominator=found.percent.denominator,
                grade=found.grade,
                passed=found.passed,
                at=now,
                layout=LAYOUT,
            )
        )
    Result.objects.bulk_create(results, batch_size=100)
    return sitting


if __name__ == "__main__":
    main()
