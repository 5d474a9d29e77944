"""What an own password may not be, beyond length and known passwords, which Django's own validators ask."""

from typing import Any

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: What others know or can guess of a person.
_KNOWN_OF_A_PERSON = (
    *(f"{part}_{language}" for part in ("family", "given", "patronymic") for language in ("kk", "ru")),
    "phone",
    "email",
    "code",
)


class NotLikeTheirPerson(UserAttributeSimilarityValidator):
    """Refuses a password made of the person's own name, phone number, e-mail or personal code."""

    def __init__(self) -> None:
        super().__init__(user_attributes=_KNOWN_OF_A_PERSON)

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError as problem:
            raise ValidationError(self.get_help_text(), code=problem.code) from problem

    def get_help_text(self) -> str:
        return _("A password does not consist of your name, phone number, e-mail or personal code.")
