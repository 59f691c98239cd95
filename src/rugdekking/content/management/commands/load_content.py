from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rugdekking.content.operations import load_content
from rugdekking.content.reading import FaultyContent


class Command(BaseCommand):
    help = "Load the shipped content files that are new. Changes nothing when a file is faulty."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            loaded = load_content(at=timezone.now())
        except FaultyContent as fault:
            raise CommandError(str(fault.reason)) from fault
        self.stdout.write(f"{loaded} new versions of content.")
