"""Programs of Debian that some tests start for real. Without them those tests are left out and say so."""

import os
import shutil

from tooling.environment import passes, say

# What a test starts, and the package that brings it.
PROGRAMS = {
    "ffmpeg": "ffmpeg",  # cleaned copies of films and sound; ffprobe looks whether they are clean
    "clamd": "clamav-daemon",  # scans what is sent in; the tests bring their own signature
    "exiftool": "libimage-exiftool-perl",  # looks whether a cleaned copy is clean
    "minisign": "minisign",  # checks the signature of an export as a receiver would
    "hunspell": "hunspell",  # finds typing errors in all content
}
# Beside the programs: the words that hunspell knows.
DICTIONARY = "hunspell-nl"
PATIENT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=3")


def bring_in() -> None:
    """Install what is missing, when this is Debian and we may."""
    missing = [package for program, package in PROGRAMS.items() if not _found(program)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Programs for the tests (apt): {', '.join(missing)}")
        install_by_apt(*missing, DICTIONARY)


def install_by_apt(*packages: str) -> None:
    passes([*PATIENT, "update"], DEBIAN_FRONTEND="noninteractive")
    passes([*PATIENT, "install", "--yes", "--no-install-recommends", *packages], DEBIAN_FRONTEND="noninteractive")


def _found(program: str) -> bool:
    # Debian keeps what is no program for people in a folder that is not on everybody's path.
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None
