"""Everything a developer does, with nothing but Python 3.11 or newer.

python3 dev.py run                 a working demo on http://localhost:8000/
python3 dev.py test                every gate, the tests on SQLite with a browser, every statement on PostgreSQL
python3 dev.py test --everywhere   the same, with every test on PostgreSQL too
python3 dev.py test -- -k filing   a quick part of the tests, on SQLite
python3 dev.py check               the gates alone
python3 dev.py lock                write requirements/*.txt anew
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence

if sys.version_info < (3, 11):  # noqa: UP036  (said in a sentence, before an import fails in a riddle)
    raise SystemExit("Rugdekking needs Python 3.11 or newer.")

from tooling import demo, environment, gates


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "test", "check", "lock"))
    parser.add_argument("pytest", nargs="*", help="after --: arguments for pytest, to run a part of the tests")
    parser.add_argument("--everywhere", action="store_true", help="test: every test on PostgreSQL as well")
    asked = parser.parse_args(arguments)
    if asked.what == "test":
        return gates.test_part(asked.pytest) if asked.pytest else gates.test(everywhere=asked.everywhere)
    does = {"run": demo.run, "check": gates.check, "lock": environment.lock}
    return does[asked.what]()


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except (environment.Failed, subprocess.CalledProcessError) as error:
        raise SystemExit(f"\n{error}") from None
