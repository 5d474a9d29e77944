"""The words that the test's page needs in both languages at once: it changes its language without the network.

Whole sentences with {placeholders}; numbers stand after a colon, where neither language bends a word for them. Words
that never change with the state of the page stand in its template.
"""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

#: What the switch shows on a phone; the whole name is its label.
SHORT_NAMES = {"kk": "Қаз", "ru": "Рус"}

_WORDS = {
    "title": _("Final test"),
    "languages": _("Language"),
    "positions": _("Questions of the test"),
    "time_hours": _("{h} h {m} min left"),
    "time_minutes": _("{m} min left"),
    "time_less": _("Less than a minute left"),
    "time_over": _("The time is up"),
    "say_10": _("Ten minutes are left."),
    "say_5": _("Five minutes are left."),
    "say_1": _("One minute is left."),
    "link_all": _("Answers received: {n}"),
    "link_sending": _("Received: {n}, being sent: {w}"),
    "link_down": _("No connection. On this device: {w}, received: {n}"),
    "link_stopped": _("Sending has stopped. On this device: {w}"),
    "link_ended": _("The test has ended"),
    "question": _("Question {p} of {n}"),
    "state_none": _("Not answered yet"),
    "state_writing": _("Being saved on this device"),
    "state_device": _("Saved on this device, being sent"),
    "state_device_down": _("Saved on this device; it is sent by itself when the connection is back"),
    "state_page": _("On this page only until the server has received it"),
    "state_received": _("The server has received this answer"),
    "cell_none": _("Question {p}: not answered"),
    "cell_writing": _("Question {p}: answered, being saved on this device"),
    "cell_device": _("Question {p}: answered, on this device"),
    "cell_page": _("Question {p}: answered, on this page"),
    "cell_received": _("Question {p}: answered, received"),
    "cell_flagged_none": _("Question {p}: not answered, flagged"),
    "cell_flagged_writing": _("Question {p}: answered, being saved on this device, flagged"),
    "cell_flagged_device": _("Question {p}: answered, on this device, flagged"),
    "cell_flagged_page": _("Question {p}: answered, on this page, flagged"),
    "cell_flagged_received": _("Question {p}: answered, received, flagged"),
    "said_cleared": _("The answer to this question is cleared."),
    "said_down": _("The connection is lost. You can go on: answers stay on this device."),
    "said_up": _("The connection is back."),
    "overview_answered": _("Questions answered: {a} of {n}"),
    "overview_sending": _("Still on their way to the server: {w}. You can hand in as soon as they have arrived."),
    "overview_waiting": _(
        "No connection. Not received yet: {w}. They are kept on this device; "
        "you can hand in as soon as they have arrived."
    ),
    "overview_ready": _("The server has received everything. You can hand in."),
    "overview_finishing": _("The test is being handed in. Keep this page open until the receipt appears."),
    "tab_title": _("The test is open in another tab"),
    "tab_text": _("Only one tab writes answers. All answers so far are seen here too once you continue in this tab."),
    "tab_act": _("Continue in this tab"),
    "given_title": _("The test goes on in another tab"),
    "given_text": _("This tab writes no more. Everything that you answered here is on this device."),
    "given_act": _("Continue in this tab"),
    "replaced_title": _("The test goes on on another device"),
    "replaced_text": _("This device writes no more. What it still holds is being sent; keep the page open meanwhile."),
    "replaced_act": _("Continue on this device"),
    "memory_title": _("This browser keeps nothing for the site"),
    "memory_text": _(
        "Each answer is sent at once. Until the server has received it, it is lost if the page is closed. "
        "A usual window instead of a private one would keep it."
    ),
    "insecure_title": _("The connection of this room is not encrypted"),
    "insecure_text": _("Answers are saved and sent as usual; a file of answers for the coordinator is not available."),
    "late_title": _("The time is up"),
    "late_text": _("What the server received in time counts. What is on this device is still being sent."),
    "sign_in_title": _("Please sign in once more"),
    "sign_in_text": _("The right to write of this device has run out. All answers stay on this device."),
    "sign_in_act": _("Sign in"),
    "refused_title": _("The server does not take the answers"),
    "refused_text": _("They stay on this device. Try again, and if it does not help, call the person in the room."),
    "refused_act": _("Try again"),
    "ended_title": _("The test has been handed in already"),
    "ended_text": _("It was handed in on another page or device."),
    "ended_act": _("Show the receipt"),
}
#: What a page says that only sends what its device still holds.
_LEFTOVER = {
    "sending": _("Answers of this device that are being sent now: {w}"),
    "waiting": _("No connection. Answers that wait on this device: {w}. Keep this page open."),
    "sent": _("All answers of this device have been sent."),
    "kept": _("Answers that the server could not take: {w}. They stay on this device."),
}


@cache
def words_of_page() -> Mapping[str, Mapping[str, str]]:
    """All words of the page's script: language -> name -> sentence."""
    return {language: _in(language, _WORDS) for language, _name in settings.LANGUAGES}


def words_of_leftover(language: str) -> Mapping[str, str]:
    """Words of the pages that do not write, in one language."""
    return _in(language, _LEFTOVER)


def _in(language: str, words: Mapping[str, object]) -> dict[str, str]:
    with translation.override(language):
        return {name: str(sentence) for name, sentence in words.items()}
