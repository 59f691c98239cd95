"""The floor that filing a report is measured against: the least that any Django site must do for the same promise.

One bare view, no middleware: one sealed box, two rows in one durable commit, under the same server flags and on the
same kind of database as the product. With a file, the file is sealed and made durable as well.

    python -m bench.floor      makes its tables in RUGDEKKING_DATA and serves on RUGDEKKING_PORT
"""

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from nacl.public import PrivateKey, SealedBox

from rugdekking.config import command
from rugdekking.config import environment as env

FOLDER = Path(env.text("DATA", "var/floor"))

if not settings.configured:
    settings.configure(
        DATABASES={"default": {**env.database(env.text("DATABASE_URL"), FOLDER), "CONN_MAX_AGE": None}},
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        SECRET_KEY="only for measuring",
        FILE_UPLOAD_MAX_MEMORY_SIZE=64 * 1024 * 1024,
    )
    django.setup()

DESK = SealedBox(PrivateKey.generate().public_key)


class Report(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    received_at = models.DateTimeField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return str(self.id)


class Entry(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return str(self.id)


def send(request: HttpRequest) -> HttpResponse:
    at = datetime.now(UTC)
    report = Report(sealed=DESK.encrypt(request.POST["what"].encode()), received_at=at)
    for file in request.FILES.values():
        _keep(report.id, DESK.encrypt(file.read()))
    with transaction.atomic():
        report.save(force_insert=True)
        Entry(subject=report.id, at=at).save(force_insert=True)
    return HttpResponse(str(report.id))


def _keep(name: uuid.UUID, sealed: bytes) -> None:
    with (FOLDER / f"{name}.sealed").open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


urlpatterns = [path("send", send)]
application = WSGIHandler()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with connection.schema_editor() as editor:
        for model in (Report, Entry):
            editor.create_model(model)
    connection.close()
    serve = command.server("bench.floor:application")
    os.execv(serve[0], serve)  # noqa: S606  (no shell is wanted)


if __name__ == "__main__":
    main()
