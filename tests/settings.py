"""The settings of the tests: the real ones, in a folder of their own, with cheap password hashes."""

import atexit
import os
import shutil
import tempfile
import uuid

_folder = tempfile.mkdtemp(prefix="rugdekking-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("RUGDEKKING_") and "TEST" not in name]:
    if _name not in {"RUGDEKKING_BROWSER", "RUGDEKKING_SCREENSHOTS"}:
        del os.environ[_name]
os.environ["RUGDEKKING_DATA"] = _folder
os.environ["RUGDEKKING_HTTPS"] = "no"
os.environ["RUGDEKKING_DATABASE_URL"] = os.environ.get("RUGDEKKING_TEST_DATABASE_URL", "")

from rugdekking.config.settings import *  # noqa: E402, F403
from rugdekking.config.settings import DATABASES  # noqa: E402

# Every test client has a middleware of its own: it looks for a file when somebody asks for one, not for all of them.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hashers.CheapArgon2"]
# Each test process has its own database, copied from a template (tests/databases.py).
if os.environ["RUGDEKKING_DATABASE_URL"]:
    DATABASES["default"]["NAME"] = f"rugdekking_test_{uuid.uuid4().hex}"
else:
    # A test database need not survive a power cut. The tests of the servers use the real settings.
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
