"""Takes the shipped content files into the database, where versions stay as they were."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import transaction

from rugdekking.content import queries
from rugdekking.content.models import Item
from rugdekking.content.reading import SHAPES, FaultyContent, read_file
from rugdekking.content.together import refuse_dead_links
from rugdekking.kernel.time import day_of


def load_content(*, at: datetime, folder: Path | None = None) -> int:
    """Load what is new in the content folder and return how many new versions that gave.

    Runs at every start: when every file is known by its hash, one query is all it takes. A file whose first day
    (`valid_from`) has not come waits for a later start. Raises FaultyContent, and loads nothing at all, when a
    file does not fit its shape, links to a page that is not there, or says something else than the loaded version
    with the same number.
    """
    shipped = folder or settings.CONTENT_FOLDER / "nl"
    files = [path for kind in SHAPES for path in sorted((shipped / kind).glob("*.yaml"))]
    known = set(Item.objects.values_list("file_digest", flat=True))
    unseen = [(path, digest) for path in files if (digest := _digest(path)) not in known]
    if not unseen:
        return 0
    refuse_dead_links(shipped)
    with transaction.atomic():
        loaded = sum(_load(path, digest, at) for path, digest in unseen)
    queries.forget()
    return loaded


def _load(path: Path, digest: str, at: datetime) -> bool:
    kind, content = read_file(path)
    if content.valid_from > day_of(at):
        return False
    body = msgspec.json.encode(content, order="deterministic").decode()
    item, is_new = Item.objects.get_or_create(
        kind=kind,
        name=content.id,
        version=content.version,
        defaults={
            "valid_from": content.valid_from,
            "loaded_on": day_of(at),
            "body": body,
            "file_digest": digest,
        },
    )
    if item.body != body:
        raise FaultyContent(
            f"{kind}/{path.name}: versie {content.version} is al geladen en luidt anders."
            " Zaken verwijzen naar die versie; geef de nieuwe tekst een hoger versienummer."
        )
    if not is_new:
        # Only comments or layout of the file changed: what it says is the same.
        Item.objects.filter(pk=item.pk).update(file_digest=digest)
    return is_new


def _digest(path: Path) -> str:
    """A hash of the file and of its place, so that a copy under another name is another file."""
    return hashlib.sha256(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes()).hexdigest()
