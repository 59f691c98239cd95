"""How passwords are kept: Argon2id, one at a time."""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

# Django's own hasher takes 100 MiB and eight threads for each person who signs in. A morning on which everybody
# signs in must not make a reporter wait for memory or cores (compare `vault.passphrases`).
_one_at_a_time = threading.Lock()


class PatientArgon2(Argon2PasswordHasher):
    """OWASP's least for Argon2id is 19 MiB and two passes on one thread; we take twice the memory of that."""

    memory_cost = 38 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _one_at_a_time:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _one_at_a_time:
            return bool(super().verify(password, encoded))
