from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The real hasher with the least work: the tests sign in hundreds of times."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
