"""Addresses that pages had: who kept or sent one still comes where it leads now."""

import uuid
from typing import ClassVar

from django.db import models
from wagtail.models import Page

from rugdekking.kernel.privacy import Privacy


class FormerAddress(models.Model):
    """The last part of an address under which readers knew `page`, among the pages beneath `home`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=255)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    privacy: ClassVar[Privacy] = Privacy(clear={"slug": "Public: an address at which a page of the toolkit stood."})

    class Meta:
        constraints = (models.UniqueConstraint(name="an_address_leads_to_one_page", fields=("home", "slug")),)

    def __str__(self) -> str:
        return self.slug


def known_to_readers(page: Page) -> str:
    """The address of a page as it is kept now, when readers ever saw it there."""
    was = Page.objects.filter(pk=page.pk, first_published_at__isnull=False).values_list("slug", flat=True)
    return str(was.first() or "")


def former_addresses(page: Page) -> list[str]:
    return list(FormerAddress.objects.filter(page=page.pk).values_list("slug", flat=True))


def lead_on(page: Page, *, slug: str) -> None:
    """From now on the address `slug`, where `page` stood, leads to where it stands now."""
    home = page.get_parent()
    FormerAddress.objects.filter(home=home, slug=page.slug).delete()
    if slug and slug != page.slug:
        FormerAddress.objects.update_or_create(home=home, slug=slug, defaults={"page": Page(pk=page.pk)})
