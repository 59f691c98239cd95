"""Letters as an office would write them, with something in every slot."""

from datetime import datetime

from rugdekking.content.schema import Slot
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters import records
from rugdekking.measures.letters.drafting import Draft
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.queries import beginning, text_of
from rugdekking.measures.letters.slots import BLANKS, Form
from rugdekking.measures.models import Answer, Letter
from rugdekking.measures.queries import open_answers
from rugdekking.organisations.models import Organisation
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.queries import one_in
from tests import make

TODAY = make.MIDDAY.date()


def draft(
    answer: Answer, cast: make.Cast, name: str = "warning", *, at: datetime = make.MIDDAY, **values: Value
) -> Draft:
    """What the office would type: what stands there already, and something in every slot that is still empty."""
    text = text_of(organisation_of(cast), name)
    assert text is not None
    opened = open_answers([Answer.objects.get(pk=answer.pk)], cast.greet)[0]
    typed: dict[Slot, Value] = dict.fromkeys(text.slots, "Iets.")
    typed |= {slot: TODAY for slot in text.slots if BLANKS[slot].form is Form.DAY}
    typed |= beginning(text, opened, cast.greet, on=day_of(at))
    typed |= {Slot(name): value for name, value in values.items()}
    return Draft(
        name, "De heer J. de Boer\nDorpsstraat 1", "Geachte heer De Boer,", "B. de Vries, burgemeester", typed
    )


def written(
    answer: Answer, cast: make.Cast, name: str = "warning", *, at: datetime = make.MIDDAY, **values: Value
) -> Letter:
    return letters.write_letter(answer, draft=draft(answer, cast, name, at=at, **values), ring=cast.greet, at=at)


def organisation_of(cast: make.Cast) -> Organisation:
    return cast.desk.organisation


def informing(row: Perpetrator, cast: make.Cast, *, at: datetime = make.MIDDAY, **values: Value) -> Letter:
    """The letter that tells somebody what was written down, as Greet makes it."""
    text = records.text_for(row)
    one = one_in(row.case, row.pk, cast.greet)
    assert one is not None
    typed: dict[Slot, Value] = dict.fromkeys((Slot.BEHAVIOUR, Slot.CONTACT, Slot.PRIVACY), "Iets.")
    typed[Slot.DAY] = day_of(at)
    typed |= {**records.beginning(one, cast.greet), **{Slot(name): value for name, value in values.items()}}
    to = ("De heer J. de Vries\nDorpsstraat 1", "Geachte heer De Vries,", "G. Jansen, griffier")
    return records.write(row, draft=Draft(text.id, *to, typed), ring=cast.greet, at=at)
