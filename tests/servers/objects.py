"""A real server of S3-compatible object storage, for the length of a test, with its objects in a folder."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rugdekking.vault.storage import Bucket
from tests.servers.ports import answers, free_port

PROGRAM = Path(sys.executable).with_name("rclone")


@contextmanager
def running(folder: Path, *, port: int | None = None) -> Iterator[Bucket]:
    """Start it over `folder`; gives an empty bucket. Started again over the same folder, the objects are there."""
    port = port or free_port()
    bucket = Bucket("bewijs", f"http://127.0.0.1:{port}", "eu", access_key="RUGDEKKING", secret_key="geheim-geheim")
    (folder / bucket.name).mkdir(parents=True, exist_ok=True)
    command = [PROGRAM, "serve", "s3", folder, "--addr", f"127.0.0.1:{port}", "--config", "/dev/null"]
    command += ["--auth-key", f"{bucket.access_key},{bucket.secret_key}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        while not answers(port):
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.01)
        yield bucket
    finally:
        server.terminate()
        server.wait(timeout=10)
