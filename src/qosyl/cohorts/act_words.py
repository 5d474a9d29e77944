"""Acts of this room in words, for the record of acts: each name under which an act is recorded has a sentence."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "open_cohort": _("A cohort was opened"),
    "add_group": _("A group was added to a cohort"),
    "change_group": _("The language, mode or place of a group was changed"),
    "add_learners": _("Learners were added to a cohort"),
    "change_enrolment": _("An enrolment was changed"),
    "move_to_group": _("A learner was moved to another group"),
    "make_invitation": _("An invitation was made"),
    "withdraw_invitations": _("Invitations of a learner were withdrawn"),
    "accept_invitation": _("A learner accepted an invitation and confirmed the own name"),
    "lay_timetable": _("The timetable of a group was laid"),
    "move_session": _("A session was moved or given another tutor or place"),
    "hand_in_journal": _("The journal of a session was handed in"),
    "correct_attendance": _("The journal of a session was corrected"),
    "take_back_journal": _("A journal handed in by mistake was taken back"),
    "record_own_study": _("Work of own study was written into the journal"),
    "make_up_hours": _("Hours made up were written"),
    "propose_admission": _("Learners were proposed for final assessment"),
    "withdraw_admission": _("A proposal for final assessment was withdrawn"),
    "confirm_admission": _("The commission decided who is admitted to final assessment"),
}
