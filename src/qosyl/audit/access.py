"""Who reads the record of acts: whoever the caller has asked the matrix for, within providers."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from qosyl.audit.models import Act


def acts_of(providers: Iterable[UUID], people: Iterable[UUID] = ()) -> QuerySet[Act]:
    """Acts in these providers, and acts of these people on their own accounts; the newest first."""
    return Act.objects.filter(Q(provider__in=list(providers)) | Q(provider=None, actor__in=list(people)))
