"""Settings of one installation. Everything that differs per place comes from the environment."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.http.request import split_domain_port

from rugdekking.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent

DATA_FOLDER = Path(env.text("DATA", str(PROJECT / "var")))
DATA_FOLDER.mkdir(parents=True, exist_ok=True)
SECRETS_FOLDER = Path(env.text("SECRETS", str(DATA_FOLDER / "secrets")))
SEALED_FILES_FOLDER = Path(env.text("FILES", str(DATA_FOLDER / "files")))
# Or in object storage, which several machines share: then the folder is not used.
SEALED_FILES_BUCKET = env.bucket()
CONTENT_FOLDER = Path(env.text("CONTENT", str(PROJECT / "content")))

DEMO = env.flag("DEMO")
HTTPS = env.flag("HTTPS", default=not DEMO)
DEBUG = False
SECRET_KEY = env.secret_file(SECRETS_FOLDER, "session.key")
MAIL_KEY_FILE = SECRETS_FOLDER / "mail.key"
AUDIT_KEY_FILE = SECRETS_FOLDER / "audit.key"

# Each as people type it: with the port when that is not the usual one.
HOSTS = env.names("HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [split_domain_port(host)[0] for host in HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "rugdekking.web.ui",
    "rugdekking.web.account",
    "rugdekking.web.editing",
    "rugdekking.audit",
    "rugdekking.notify",
    "rugdekking.people",
    "rugdekking.organisations",
    "rugdekking.keys",
    "rugdekking.content",
    "rugdekking.visits",
    "rugdekking.clocks",
    "rugdekking.protocols",
    "rugdekking.scans",
    "rugdekking.reports",
    "rugdekking.cases",
    "rugdekking.plans",
    "rugdekking.perpetrators",
    "rugdekking.measures",
    "rugdekking.police",
    "rugdekking.aftercare",
    "rugdekking.drills",
    "rugdekking.knowledge",
    "wagtail.users",
    "rugdekking.web.editing.apps.Admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # The Dutch words of moments in the editor, which it takes from here.
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rugdekking.web.hosts.by_its_own_name",
    "rugdekking.web.kept.pages_of_help",
    "csp.middleware.CSPMiddleware",
    "rugdekking.web.uploads.all_or_nothing",
    "rugdekking.web.errors.without_files",
    "rugdekking.web.turns.colleagues_take_turns",
    "rugdekking.web.sessions.TwoSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "rugdekking.web.headers.private",
    "allauth.account.middleware.AccountMiddleware",
    "rugdekking.web.staff.StaffOnly",
]

# web.headers sets X-Frame-Options on every page, with its other headers in one step.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

ROOT_URLCONF = "rugdekking.config.urls"
WSGI_APPLICATION = "rugdekking.config.wsgi.application"
DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_FOLDER)}
DATABASES["default"]["CONN_MAX_AGE"] = None
CACHES = {"default": {"BACKEND": "rugdekking.kernel.cache.UnhurriedCache", "LOCATION": "limits"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "rugdekking.web.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "rugdekking.web.ui.forms.Renderer"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/statisch/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.(css|js|svg)$"
# Where "Snel weg" leads: something that anybody could be looking at. The weather tells nothing.
QUICK_EXIT_URL = env.text("QUICK_EXIT_URL", "https://www.knmi.nl/")

# Whom to tell of a weakness, for the page about it and for security.txt: mailto: or https:, the preferred one first.
SECURITY_CONTACTS = env.contacts("SECURITY_CONTACT")
# What is wrong when nobody is named; said at the start, and by `check --deploy`.
NOBODY_TO_TELL = env.nobody_to_tell()
# The last day on which that may be relied on; without it half a year ahead.
SECURITY_EXPIRES = env.day("SECURITY_EXPIRES")

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["rugdekking.web.account.adapter.Backend"]
PASSWORD_HASHERS = ["rugdekking.people.hashers.PatientArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/account/aanmelden/"
LOGIN_REDIRECT_URL = "/werk/"

ACCOUNT_ADAPTER = "rugdekking.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/aanmelden/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())
ACCOUNT_FORMS = {
    "login": "rugdekking.web.account.forms.SignIn",
    "reset_password": "rugdekking.web.account.forms.ForgotPassword",
    "reset_password_from_key": "rugdekking.web.account.forms.NewPassword",
    "change_password": "rugdekking.web.account.forms.ChangePassword",
    "set_password": "rugdekking.web.account.forms.FirstPassword",
    "reauthenticate": "rugdekking.web.account.forms.ConfirmByPassword",
}
MFA_FORMS = {
    "authenticate": "rugdekking.web.account.forms.SecondStep",
    "reauthenticate": "rugdekking.web.account.forms.ConfirmByCode",
    "activate_totp": "rugdekking.web.account.forms.SetUpApp",
    "add_webauthn": "rugdekking.web.account.forms.AddPasskey",
    "edit_webauthn": "rugdekking.web.account.forms.NamePasskey",
}
MFA_ADAPTER = "rugdekking.web.account.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Rugdekking"
# A demo shows the code on the page: who reads it slowly still gets in.
MFA_TOTP_TOLERANCE = 1 if DEMO else 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# The toolkit (ADR 0018). Nothing in its admin asks another site, nobody gets an account or a password there,
# and no mail goes out that says what a page is about.
WAGTAIL_SITE_NAME = "Hulp en uitleg"
WAGTAILADMIN_BASE_URL = ""
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
# An address made of a title has letters without accents: `ToolkitPage` takes no others.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# A version is what somebody chose to save, so that a second person can read it.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# As a browser's own field for a day and an hour wants it.
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]

# The idle times of design part 4: a forgotten screen locks itself.
STAFF_IDLE = timedelta(minutes=30)
REPORTER_IDLE = timedelta(minutes=30)
SESSION_ENGINE = "rugdekking.people.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
STAFF_COOKIE = "__Host-bureau" if HTTPS else "bureau"
REPORTER_COOKIE = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_NAME = STAFF_COOKIE
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "rugdekking.web.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: is for the empty icon of the public pages.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # For the acute cards, which also open without a connection.
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Evidence goes through an own handler that seals each chunk; nothing may reach a temporary file.
FILE_UPLOAD_HANDLERS = ["rugdekking.web.uploads.SealingUploadHandler"]
# ClamAV, as host:port or the path of its socket. Without it what is sent in stays "nog niet gecontroleerd"; "none"
# says that there is no scanner and that files may be opened all the same, as in a demo.
SCANNER = env.text("CLAMAV", "none" if DEMO else "")
# A folder on a tmpfs of limited size, for what ffmpeg works on. Without it films and sound are not cleaned.
SCRATCH_FOLDER = env.folder("SCRATCH")
LARGEST_FILE = 200 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

EMAIL_BACKEND = env.text("MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.text("MAIL_HOST", "localhost")
EMAIL_PORT = int(env.text("MAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("MAIL_STARTTLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Rugdekking <noreply@localhost>")

# A folder for a log file a day, which the worker removes after half a year. With "none", and in a demo, the console
# gets the log: how long that stays is up to whoever keeps it, and the privacy page says so.
LOG_FOLDER = env.folder("LOGS", None if DEMO else DATA_FOLDER / "logs")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no address": {"()": "rugdekking.config.logs.WithoutAddress"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no address"]},
        "files": {
            "()": "rugdekking.config.logs.DayFile",
            "folder": LOG_FOLDER,
            "formatter": "plain",
            "filters": ["no address"],
        },
    },
    "root": {"handlers": ["files" if LOG_FOLDER else "console"], "level": "WARNING"},
    # A traceback's local variables and a request's path may carry what somebody wrote.
    "loggers": {"django.request": {"level": "ERROR"}, "rugdekking": {"level": "INFO"}},
}
