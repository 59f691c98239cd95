"""What people do with keys: make, let in, remove, recover, keep out."""

from rugdekking.keys.operations import desk, personal, recovering, standing, wraps
from rugdekking.keys.operations.bars import bar_as, bar_member
from rugdekking.keys.operations.checks import check_desk_key
from rugdekking.keys.operations.circles import NotAtFrontDesk, admit, circle_key, join_circle
from rugdekking.keys.operations.desk import (
    end_without_key,
    let_in,
    make_desk_key,
    remove,
    rotate,
)
from rugdekking.keys.operations.forms import drop_held_form, hold_form, open_held_form
from rugdekking.keys.operations.generations import Papers
from rugdekking.keys.operations.personal import (
    change_passphrase,
    prove_codes_kept,
    renew_codes,
    set_up_person,
    start_over,
    unlock,
    unlock_with_code,
)
from rugdekking.keys.operations.recovering import (
    confirm_share,
    make_anew,
    make_anew_with_shares,
    recover_with_shares,
)
from rugdekking.keys.operations.signing import signing_key
from rugdekking.keys.operations.upkeep import destroy_due
from rugdekking.keys.operations.wraps import (
    carry_over,
    destroy_below,
    destroy_key,
    give,
    make_key,
    replace_holder,
    take_away,
)

__all__ = [
    "NotAtFrontDesk",
    "Papers",
    "admit",
    "bar_as",
    "bar_member",
    "carry_over",
    "change_passphrase",
    "check_desk_key",
    "circle_key",
    "confirm_share",
    "desk",
    "destroy_below",
    "destroy_due",
    "destroy_key",
    "drop_held_form",
    "end_without_key",
    "give",
    "hold_form",
    "join_circle",
    "let_in",
    "make_anew",
    "make_anew_with_shares",
    "make_desk_key",
    "make_key",
    "open_held_form",
    "personal",
    "prove_codes_kept",
    "recover_with_shares",
    "recovering",
    "remove",
    "renew_codes",
    "replace_holder",
    "rotate",
    "set_up_person",
    "signing_key",
    "standing",
    "start_over",
    "take_away",
    "unlock",
    "unlock_with_code",
    "wraps",
]
