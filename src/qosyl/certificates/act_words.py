"""Acts of this room in words, for the record of acts: each name under which an act is recorded has a sentence."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "set_letterhead": _("The letterhead of documents was set"),
    "set_next_number": _("The next number of documents was set"),
    "issue_document": _("A document was issued"),
    "annul_document": _("A document was annulled"),
    "replace_document": _("A document was replaced by a new one"),
    "export_register": _("The register of documents was exported"),
    "make_root_key": _("A root key was made"),
    "make_issuing_key": _("A key that seals documents was made"),
    "revoke_issuing_key": _("A key that seals documents was revoked"),
}
