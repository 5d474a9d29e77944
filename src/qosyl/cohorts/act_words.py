"""Acts of this room in words, for the record of acts: each name under which an act is recorded has a sentence."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "open_cohort": _("A cohort was opened"),
    "add_group": _("A group was added to a cohort"),
    "change_group": _("The language, mode or place of a group was changed"),
    "open_learner_account": _("An account of a learner was opened"),
    "write_learner_card": _("The workplace of a learner was written"),
    "add_learners": _("Learners were added to a cohort"),
    "change_enrolment": _("An enrolment was changed"),
    "move_to_group": _("A learner was moved to another group"),
    "make_invitation": _("An invitation was made"),
    "withdraw_invitations": _("Invitations of a learner were withdrawn"),
    "accept_invitation": _("A learner accepted an invitation and confirmed the own name"),
}
