"""How an enrolment moves from state to state: one table of allowed changes, and the history read by it.

Here belong states, changes, who may cause them and their reason codes. Not here: whether documents prove a reason,
what follows for hours and results, and who somebody is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qosyl.rules.reasons import Reason, Refused


class State(StrEnum):
    INVITED = "invited"
    ENROLLED = "enrolled"
    STUDYING = "studying"
    INTERRUPTED = "interrupted"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


class Actor(StrEnum):
    """Who causes a change; the course itself does so by a fact, such as the first presence."""

    LEARNER = "learner"
    TUTOR = "tutor"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    COURSE = "course"


class Act(StrEnum):
    INVITE = "invite"
    ACCEPT = "accept"
    ENROL = "enrol"
    RECEIVE = "receive"
    DECLINE = "decline"
    BEGIN = "begin"
    INTERRUPT = "interrupt"
    RESUME = "resume"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    EXCUSE = "excuse"
    COMPLETE = "complete"
    REOPEN = "reopen"


#: Reasons that the approved text calls valid, of one learner or of many.
VALID_REASONS = ("illness", "family", "duty-travel", "leave", "disaster", "other-valid")
#: Invitations that came to nothing; they may be made again.
UNANSWERED = ("declined", "no-answer", "invited-by-mistake")
#: Absences that may turn out to be excused: rights 3 and 4 stay open to them.
ABSENCES = ("never-came", "stopped-coming", "not-admitted")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an enrolment."""

    act: Act
    by: Actor
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of an enrolment and the reason with which it was entered; without a state nothing has happened yet."""

    state: State | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AllowedChange:
    """A row of the table. No `reasons`: none is given. `entered_for`: only out of a state entered with one of these."""

    act: Act
    before: tuple[State | None, ...]
    after: State
    by: tuple[Actor, ...]
    cause: str
    reasons: tuple[str, ...] = ()
    entered_for: tuple[str, ...] = ()


_NOBODY_YET = None
_C = Actor.COORDINATOR

#: Every change that there is. What stands in no row does not happen.
ALLOWED = (
    AllowedChange(Act.INVITE, (_NOBODY_YET,), State.INVITED, (_C,), "an invitation by link or slip"),
    AllowedChange(Act.INVITE, (State.WITHDRAWN,), State.INVITED, (_C,), "another invitation", entered_for=UNANSWERED),
    AllowedChange(
        Act.ACCEPT, (State.INVITED,), State.ENROLLED, (Actor.LEARNER,), "the learner opened it and confirmed the name"
    ),
    AllowedChange(Act.ENROL, (_NOBODY_YET, State.INVITED), State.ENROLLED, (_C,), "the enrolment order"),
    AllowedChange(Act.RECEIVE, (_NOBODY_YET,), State.ENROLLED, (_C,), "a transfer from another cohort", VALID_REASONS),
    AllowedChange(Act.DECLINE, (State.INVITED,), State.WITHDRAWN, (Actor.LEARNER, _C), "nobody came of it", UNANSWERED),
    AllowedChange(
        Act.BEGIN,
        (State.ENROLLED,),
        State.STUDYING,
        (Actor.COURSE, Actor.TUTOR, _C),
        "the first presence, or the first task handed in",
    ),
    AllowedChange(
        Act.INTERRUPT,
        (State.ENROLLED, State.STUDYING),
        State.INTERRUPTED,
        (_C,),
        "an application with a valid reason",
        VALID_REASONS,
    ),
    AllowedChange(
        Act.RESUME, (State.INTERRUPTED,), State.STUDYING, (_C,), "an application, with documents of the reason"
    ),
    AllowedChange(
        Act.TRANSFER,
        (State.ENROLLED, State.STUDYING, State.INTERRUPTED),
        State.TRANSFERRED,
        (_C, Actor.DIRECTOR),
        "an application to move to another cohort",
        VALID_REASONS,
    ),
    AllowedChange(
        Act.WITHDRAW,
        (State.ENROLLED, State.STUDYING, State.INTERRUPTED),
        State.WITHDRAWN,
        (_C, Actor.DIRECTOR),
        "an order of withdrawal",
        (*ABSENCES, "own-wish", "employer-request", "rules-breached"),
    ),
    AllowedChange(
        Act.EXCUSE,
        (State.WITHDRAWN,),
        State.INTERRUPTED,
        (_C,),
        "documents show afterwards that the absence was excused",
        VALID_REASONS,
        entered_for=ABSENCES,
    ),
    AllowedChange(
        Act.COMPLETE,
        (State.STUDYING,),
        State.COMPLETED,
        (_C, Actor.DIRECTOR),
        "the completion order",
        ("certificate-earned", "statement-earned"),
    ),
    AllowedChange(
        Act.REOPEN,
        (State.COMPLETED,),
        State.STUDYING,
        (Actor.DIRECTOR,),
        "the completion order was set aside",
        ("appeal-upheld", "closed-by-mistake"),
    ),
)


def change_problems(standing: Standing, change: Change) -> tuple[Reason, ...]:
    """Everything that keeps the change from happening; empty where the table allows it.

    `enrolment.state`: not out of this state; `enrolment.entered-for`: not for the reason of which the state was
    entered; `enrolment.by`: not by this actor; `enrolment.reason`: no such reason, or one where none is given.
    """
    rows = [row for row in ALLOWED if row.act == change.act]
    fitting = [row for row in rows if standing.state in row.before]
    if not fitting:
        states = dict.fromkeys(_named(state) for row in rows for state in row.before)
        reasons = [_reason("enrolment.state", change, states, _named(standing.state))]
    else:
        rows = fitting
        reasons = []
    row = rows[0]
    if fitting and row.entered_for and standing.reason not in row.entered_for:
        reasons.append(_reason("enrolment.entered-for", change, row.entered_for, standing.reason))
    if change.by not in row.by:
        reasons.append(_reason("enrolment.by", change, row.by, change.by))
    if change.reason not in (row.reasons or ("",)):
        reasons.append(_reason("enrolment.reason", change, row.reasons, change.reason))
    return tuple(reasons)


def after(standing: Standing, change: Change) -> Standing:
    """The standing after a change; raises `Refused` with every unmet condition."""
    if problems := change_problems(standing, change):
        raise Refused(problems)
    row = next(row for row in ALLOWED if row.act == change.act and standing.state in row.before)
    return Standing(row.after, change.reason)


def standing_after(history: Iterable[Change]) -> Standing:
    """The standing to which a whole history leads; a history with a change that is not allowed raises `Refused`."""
    standing = Standing()
    for change in history:
        standing = after(standing, change)
    return standing


def changes_open(standing: Standing, by: Actor) -> tuple[AllowedChange, ...]:
    """Rows of the table that this actor may use now: the buttons of a learner's card."""
    return tuple(
        row
        for row in ALLOWED
        if standing.state in row.before and by in row.by and (not row.entered_for or standing.reason in row.entered_for)
    )


def changes_by_document(standing: Standing, kind: str, *, came: bool) -> tuple[Change, ...]:
    """What the issuing of a certificate or statement (`kind`) ends; nothing where the enrolment has ended already.

    `came`: whether the admission list says that the learner came. A learner without a record of presence who was
    admitted all the same has begun by that. An interrupted course has no end here: it is resumed or ended first.
    """
    complete = Change(Act.COMPLETE, Actor.DIRECTOR, f"{kind}-earned")
    if standing.state is State.STUDYING:
        return (complete,)
    if standing.state is State.ENROLLED:
        begun = (Change(Act.BEGIN, Actor.COURSE), complete)
        return begun if came else (Change(Act.WITHDRAW, Actor.DIRECTOR, "never-came"),)
    return ()


def changes_by_annulment(standing: Standing) -> tuple[Change, ...]:
    """What follows where the last valid document of an enrolment is annulled: the completion that rested on it."""
    if standing.state is State.COMPLETED:
        return (Change(Act.REOPEN, Actor.DIRECTOR, "closed-by-mistake"),)
    return ()


def _named(state: State | None) -> str:
    return "nobody yet" if state is None else str(state)


def _reason(code: str, change: Change, required: Iterable[str], actual: str) -> Reason:
    return Reason(code, ", ".join(required), actual, str(change.act))
