"""Users, providers, branches and the roles held in them. Personal data stands in `User` and `LearnerCard` alone."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from qosyl.localtext import LocalText
from qosyl.people.roles import Role


class User(AbstractBaseUser):
    """A person who can sign in by phone number, personal code or e-mail; each of them may be absent, not all."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    code = models.CharField(max_length=8, unique=True, null=True, blank=True)
    # Two spellings of one name, never converted into each other: documents print what the person has confirmed.
    family_kk = models.CharField(max_length=80, blank=True)
    given_kk = models.CharField(max_length=80, blank=True)
    patronymic_kk = models.CharField(max_length=80, blank=True)
    family_ru = models.CharField(max_length=80, blank=True)
    given_ru = models.CharField(max_length=80, blank=True)
    patronymic_ru = models.CharField(max_length=80, blank=True)
    #: Both spellings folded, since databases compare Kazakh letters each in its own way.
    folded_name = models.CharField(max_length=500, db_index=True, default="")
    language = models.CharField(max_length=2, choices=[("kk", "Қазақша"), ("ru", "Русский")], default="kk")
    #: Who looks after a person who holds no role anywhere; with a role, the provider of that role does.
    opened_by = models.ForeignKey(
        "people.Provider", on_delete=models.PROTECT, null=True, blank=True, related_name="opened_accounts"
    )
    #: The form by which the account was opened: sent twice, it opens one.
    opened_with = models.UUIDField(unique=True, null=True, editable=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    #: When somebody else last gave this person a first password, and who; an own password after it changes neither.
    password_renewed_at = models.DateTimeField(null=True)
    password_renewed_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "uuid"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__isnull=False) | models.Q(email__isnull=False) | models.Q(code__isnull=False),
                name="user_can_be_named",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def full_name(self) -> LocalText:
        """Family name, given name, patronymic: the order of documents; parts may be absent."""
        return LocalText(
            kk=" ".join(part for part in (self.family_kk, self.given_kk, self.patronymic_kk) if part),
            ru=" ".join(part for part in (self.family_ru, self.given_ru, self.patronymic_ru) if part),
        )


class Provider(models.Model):
    """An organisation that runs courses. Providers of one installation see nothing of each other."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    is_demo = models.BooleanField(default=False, help_text="its documents are specimens, its people sign in by a click")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> LocalText:
        return LocalText(kk=self.name_kk, ru=self.name_ru)


class Branch(models.Model):
    """A part of a provider with its own staff; the head office sees all, a branch only itself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="branches")
    key = models.SlugField(max_length=40)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="one_branch_of_a_key")]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> LocalText:
        return LocalText(kk=self.name_kk, ru=self.name_ru)


class LearnerCard(models.Model):
    """Where a learner works, as journals, orders and registers print it."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="learner_card")
    organisation = models.CharField(max_length=300, blank=True)
    position = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"card of {self.user_id}"


class RoleHolding(models.Model):
    """A role held in a provider, in one branch of it or in one cohort, from a day to a day (both included)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=20, choices=Role.choices)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="holdings")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True)
    #: A cohort by its public reference: cohorts stand above people and are not known here.
    cohort = models.UUIDField(null=True, blank=True, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: When it was taken away, at once, whatever its last day was to be.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="holding_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(branch__isnull=True) | models.Q(cohort__isnull=True),
                name="holding_in_a_branch_or_in_a_cohort",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.provider_id} since {self.since}"

    def covers(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return self.since <= day and (self.last_day is None or day <= self.last_day)

    @property
    def last_day(self) -> date | None:
        """The last whole day: the day before it was taken away, if it was, else ``until``."""
        taken = self.taken_away_on
        return taken - timedelta(days=1) if taken else self.until

    @property
    def taken_away_on(self) -> date | None:
        """The day on which it ended early."""
        day = timezone.localdate(self.ended_at) if self.ended_at else None
        return day if day and (self.until is None or day <= self.until) else None

    @property
    def ends_on(self) -> date | None:
        """The day that a reader is told: on it the role was taken away, or it is the last."""
        return self.taken_away_on or self.until
