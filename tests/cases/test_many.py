"""The cases that the bench makes row by row are cases as the product knows them."""

import pytest
from bench.many_cases import fill

from rugdekking.cases.models import Case
from rugdekking.cases.queries import Which, queue
from tests import make


@pytest.mark.django_db(transaction=True)
def test_the_bench_fills_the_queue_that_people_see() -> None:
    make.content()
    cast = make.cast()

    fill(cast.desk, [cast.greet.membership], barred=cast.cor.membership, count=60, at=make.MIDDAY)

    assert Case.objects.count() == 60
    assert queue(cast.greet.membership, which=Which.MINE, at=make.MIDDAY).rows
    assert queue(cast.cor.membership, which=Which.ALL, at=make.MIDDAY).rows
