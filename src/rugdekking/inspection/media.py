"""Films and sound: the streams copied as they are into a new container, without anything that goes with them."""

import os
import shutil
import subprocess
from pathlib import Path

from rugdekking.inspection.findings import CannotClean, Harmful, Left, Trouble
from rugdekking.inspection.kinds import Content, Kind

# Seconds; a film of 200 MB takes two.
_LONGEST = 120
_MEMORY = 2 * 1024**3

# How ffmpeg calls what it reads. It is told, so that no file can choose a reader that fetches something.
_READ_AS = {
    Content.ISO_MEDIA: "mov",
    Content.MATROSKA: "matroska",
    Content.AVI: "avi",
    Content.MP3: "mp3",
    Content.WAV: "wav",
    Content.OGG: "ogg",
    Content.AAC: "aac",
    Content.AMR: "amr",
    Content.FLAC: "flac",
}
_WRITE_AS = {
    "mp4": "mp4",
    "m4v": "mp4",
    "mov": "mov",
    "3gp": "3gp",
    "m4a": "ipod",
    "mkv": "matroska",
    "webm": "webm",
    "avi": "avi",
    "opus": "ogg",
    "aac": "adts",
}
_ALMOST_NOTHING = ("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")


def is_there() -> bool:
    """Whether ffmpeg is installed."""
    return shutil.which("ffmpeg") is not None


def clean(source: Path, target: Path, *, content: Content, kind: Kind, extension: str) -> None:
    """Write a copy of `source` to `target` with picture and sound and nothing else.

    Raises `CannotClean` without ffmpeg, and `Harmful` when the file cannot be read.
    """
    streams = ("-map", "0:V", "-map", "0:a?") if kind == Kind.VIDEO else ("-map", "0:a")
    form = _WRITE_AS.get(extension, extension)
    extra = ("-movflags", "+faststart", "-write_tmcd", "0") if form in {"mp4", "mov", "3gp", "ipod"} else ()
    plain = ("-c", "copy", "-flags", "+bitexact", "-id3v2_version", "3") if form == "mp3" else ("-c", "copy")
    _run(source, content, [*streams, *_ALMOST_NOTHING, *plain, *extra, "-f", form, str(target)], writes=target)


def still(source: Path, target: Path, *, content: Content) -> None:
    """Write one picture of a film to `target`, as PNG. Raises as `clean` does."""
    picture = ("-map", "0:V", "-frames:v", "1", "-vf", "scale='min(960,iw)':-2", "-f", "image2pipe", "-c:v", "png")
    _run(source, content, [*picture, str(target)], writes=target)


def _run(source: Path, content: Content, told: list[str], *, writes: Path) -> None:
    program = shutil.which("ffmpeg")
    if program is None:
        raise CannotClean(Left.NO_PROGRAM)
    quiet = ("-nostdin", "-loglevel", "quiet", "-protocol_whitelist", "file", "-threads", "1")
    command = [program, *quiet, "-f", _READ_AS[content], "-i", f"file:{source}", "-y", *told]
    # Without our own environment: what it decodes may turn against it.
    running = subprocess.Popen(command, cwd=source.parent, env={"PATH": os.defpath})  # noqa: S603  (our own arguments)
    try:
        limit(running.pid, most=4 * source.stat().st_size + 16 * 1024 * 1024)
        if running.wait(timeout=_LONGEST) != 0 or not writes.is_file() or writes.stat().st_size == 0:
            raise Harmful(Trouble.DAMAGED)
    except subprocess.TimeoutExpired as error:
        raise CannotClean(Left.FAILED) from error
    finally:
        running.kill()
        running.wait()


def limit(process: int, *, most: int) -> None:
    """No more memory and time for this process than a large file needs, and no file of more than `most` bytes."""
    import resource

    if hasattr(resource, "prlimit"):
        resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(process, resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))
