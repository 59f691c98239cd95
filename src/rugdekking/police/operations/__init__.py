"""What people do with the police: open a file for somebody, choose, file, follow."""

from rugdekking.police.operations.opening import HasFileAlready, NotOfThisCase, look, open_dossier
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.operations.upkeep import destroy_due

__all__ = [
    "HasFileAlready",
    "NotOfThisCase",
    "destroy_due",
    "look",
    "open_dossier",
    "write_sheet",
]
