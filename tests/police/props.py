"""Police files for the tests, opened as people open them."""

from datetime import datetime

from rugdekking.cases.models import Case, PersonConcerned
from rugdekking.keys.rings import Ring
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier
from rugdekking.police.queries import dossiers_of
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import concerned
from tests.measures.props import weighed
from tests.recording import a_step
from tests.reports.props import ring_of


@a_step
def filed_for(
    case: Case, cast: make.Cast, person: PersonConcerned | None = None, *, at: datetime = make.MIDDAY
) -> Dossier:
    """A police file for who reported, or for `person`."""
    return police.open_dossier(case, person=person or concerned(case, cast), ring=cast.greet, at=at)


def own_file(cast: make.Cast, code: AccessCode) -> tuple[Dossier, Ring]:
    """A file of somebody who reported under `code`, as all of it is fetched, with the ring of that person."""
    case = weighed(cast, code=code)
    filed_for(case, cast)
    return dossiers_of(case)[0], ring_of(cast, code)
