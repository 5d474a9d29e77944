"""Words of this room for the values of its rules: states, changes, who caused them, reason codes, verdicts on rows.

Whole words and sentences by catalogue. Not here: why a rule refuses (`reasons`), and which value holds.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qosyl.cohorts.roster import Fate
from qosyl.rules.enrolment import Act, Actor, State

if TYPE_CHECKING:
    # A lazily translated sentence is as good as a str wherever words are shown.
    from django.utils.functional import _StrPromise

STATES: Mapping[State, "_StrPromise"] = {
    State.INVITED: pgettext_lazy("state", "invited"),
    State.ENROLLED: pgettext_lazy("state", "enrolled"),
    State.STUDYING: pgettext_lazy("state", "studying"),
    State.INTERRUPTED: pgettext_lazy("state", "interrupted"),
    State.COMPLETED: pgettext_lazy("state", "completed"),
    State.WITHDRAWN: pgettext_lazy("state", "withdrawn"),
    State.TRANSFERRED: pgettext_lazy("state", "transferred"),
}
#: How a state looks as a tag: who needs something done, who is on the way, who has arrived.
STATE_KINDS: Mapping[State, str] = {
    State.INVITED: "attention",
    State.ENROLLED: "info",
    State.STUDYING: "info",
    State.INTERRUPTED: "attention",
    State.COMPLETED: "done",
    State.WITHDRAWN: "",
    State.TRANSFERRED: "",
}
#: Buttons: what the one who presses does.
BUTTONS: Mapping[Act, "_StrPromise"] = {
    Act.INVITE: _("Invite again"),
    Act.ACCEPT: _("Accept the invitation"),
    Act.ENROL: _("Enrol by order"),
    Act.RECEIVE: _("Take over from another cohort"),
    Act.DECLINE: _("Close the invitation"),
    Act.BEGIN: _("Mark the beginning of study"),
    Act.INTERRUPT: _("Interrupt the course"),
    Act.RESUME: _("Resume the course"),
    Act.TRANSFER: _("Transfer to another cohort"),
    Act.WITHDRAW: _("Withdraw"),
    Act.EXCUSE: _("Accept the absence as excused"),
    Act.COMPLETE: _("Complete the course"),
    Act.REOPEN: _("Set the completion aside"),
}
#: What the one who presses should know beforehand.
CONSEQUENCES: Mapping[Act, "_StrPromise"] = {
    Act.INVITE: _("The learner may join again by a new link."),
    Act.ENROL: _("The learner is enrolled without having opened a link. The own name still has to be confirmed."),
    Act.DECLINE: _("The links of this learner open nothing any more. You can invite the person again later."),
    Act.BEGIN: _("From now on the learner studies. Attendance usually marks this by itself."),
    Act.INTERRUPT: _("Hours earned so far stay. The learner may resume this course or finish it with another cohort."),
    Act.RESUME: _("The learner studies on, with all hours earned so far."),
    Act.TRANSFER: _("The learner leaves this cohort. The history of this enrolment stays."),
    Act.WITHDRAW: _("The learner leaves the course before its end. The history of this enrolment stays."),
    Act.EXCUSE: _("The absence counts as excused: the learner may finish the interrupted course."),
    Act.COMPLETE: _("The course ends for this learner. Only a director can set that aside."),
    Act.REOPEN: _("The learner studies again. The completion stays in the history."),
}
#: The history: what happened.
HAPPENED: Mapping[Act, "_StrPromise"] = {
    Act.INVITE: _("Invited"),
    Act.ACCEPT: _("Accepted the invitation and confirmed the own name"),
    Act.ENROL: _("Enrolled by order"),
    Act.RECEIVE: _("Taken over from another cohort"),
    Act.DECLINE: _("The invitation was closed"),
    Act.BEGIN: _("Began to study"),
    Act.INTERRUPT: _("Interrupted the course"),
    Act.RESUME: _("Resumed the course"),
    Act.TRANSFER: _("Transferred to another cohort"),
    Act.WITHDRAW: _("Withdrawn before the end"),
    Act.EXCUSE: _("The absence was accepted as excused"),
    Act.COMPLETE: _("Completed the course"),
    Act.REOPEN: _("The completion was set aside"),
}
ACTORS: Mapping[Actor, "_StrPromise"] = {
    Actor.LEARNER: pgettext_lazy("who caused it", "the learner"),
    Actor.TUTOR: pgettext_lazy("who caused it", "a tutor"),
    Actor.COORDINATOR: pgettext_lazy("who caused it", "the coordinator"),
    Actor.DIRECTOR: pgettext_lazy("who caused it", "the director"),
    Actor.COURSE: pgettext_lazy("who caused it", "by the course of study"),
}
REASONS: Mapping[str, "_StrPromise"] = {
    "illness": _("Illness"),
    "family": _("Family circumstances"),
    "duty-travel": _("Official travel"),
    "leave": _("Leave"),
    "disaster": _("Natural disaster or emergency"),
    "other-valid": _("Another valid reason"),
    "declined": _("The person declined"),
    "no-answer": _("No answer came"),
    "invited-by-mistake": _("Invited by mistake"),
    "never-came": _("Never came"),
    "stopped-coming": _("Stopped coming"),
    "not-admitted": _("Not admitted to final assessment"),
    "own-wish": _("At the own wish"),
    "employer-request": _("At the employer's request"),
    "rules-breached": _("Rules of the course were breached"),
    "certificate-earned": _("The certificate is earned"),
    "statement-earned": _("The statement is earned"),
    "appeal-upheld": _("An appeal was upheld"),
    "closed-by-mistake": _("Completed by mistake"),
}
FATES: Mapping[Fate, "_StrPromise"] = {
    Fate.NEW: _("New: an account is opened"),
    Fate.KNOWN: _("Known: the same account is invited"),
    Fate.ALREADY: _("Already in this cohort: nothing changes"),
    Fate.REPEATED: _("The same as row %(row)s: not added twice"),
    Fate.WRONG: _("To be mended"),
}
FATE_KINDS: Mapping[Fate, str] = {
    Fate.NEW: "done",
    Fate.KNOWN: "info",
    Fate.ALREADY: "",
    Fate.REPEATED: "",
    Fate.WRONG: "harm",
}
FIELDS: Mapping[str, "_StrPromise"] = {
    "family_kk": _("Family name in Kazakh"),
    "given_kk": _("Given name in Kazakh"),
    "patronymic_kk": _("Patronymic in Kazakh"),
    "family_ru": _("Family name in Russian"),
    "given_ru": _("Given name in Russian"),
    "patronymic_ru": _("Patronymic in Russian"),
    "phone": _("Phone number"),
    "email": _("E-mail"),
    "language": _("Language"),
    "organisation": _("Place of work"),
    "position": _("Position"),
    "district": _("District or town"),
}
REMARKS: Mapping[str, "_StrPromise"] = {
    "no-name": _("No given name is written in either spelling."),
    "no-name-kk": _("There is no Kazakh spelling. The Russian one is offered; the learner corrects it on joining."),
    "no-name-ru": _("There is no Russian spelling. The Kazakh one is offered; the learner corrects it on joining."),
    "too-long": _("This is longer than %(detail)s signs."),
    "digits": _("A name holds no figures: «%(detail)s». Perhaps the columns are shifted."),
    "latin": _("Latin letters stand among the Cyrillic ones: «%(detail)s»."),
    "bad-phone": _("This is no phone number: «%(detail)s». Write it like +7 701 123 45 67."),
    "bad-email": _("This is no e-mail address: «%(detail)s»."),
    "no-contact": _("There is neither phone nor e-mail: the learner signs in by the personal code on the slip."),
    "bad-language": _("The language «%(detail)s» is not known. Write «қаз» or «рус»."),
    "no-language": _("The language is missing, and there are several groups. Name a group above, or the language."),
    "no-group": _("The cohort has no group of this language."),
    "many-groups": _("The cohort has several groups of this language. Name the group above."),
    "beyond": _("The row has more columns than are known. Perhaps a cell holds a semicolon or a tab."),
    "taken": _("This already belongs to an account that your organisation does not look after. Leave it out."),
    "two-people": _("The phone number and the e-mail belong to two different people."),
    "other-name": _("This contact belongs to %(detail)s. The name stays as that person has confirmed it."),
    "namesake": _("A learner of this name is already in the cohort. Check that this is another person."),
    "same-contact": _("Row %(detail)s of another name has the same."),
    "same-name": _("Row %(detail)s has the same name and another contact. Check that these are two people."),
}
