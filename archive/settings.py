"""All settings, read from the environment (`ARCHIVE_*`) with safe defaults.

Not here: anything an editor changes at run time; that lives in the database.
"""

from contextlib import suppress
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF

from archive.environment import (
    choice,
    cores,
    count,
    email_settings,
    env,
    origins,
    secret_key,
    switch,
)

BASE_DIR = Path(__file__).resolve().parent.parent
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

# --- where run-time data lives: database, index, originals, secret key
DATA_DIR = Path(env.str("ARCHIVE_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
with suppress(OSError):  # a system check names the fix when it cannot be made
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
INDEX_DIR = DATA_DIR / "index"
ORIGINALS_DIR = DATA_DIR / "originals"
SECRET_KEY_FILE = DATA_DIR / "secret_key"

# --- what an operator may change (README.md lists them; tests/test_docs.py checks that)
DEBUG = switch("ARCHIVE_DEBUG", default=False)
# The machine itself may always ask, e.g. for /healthz.
ALLOWED_HOSTS = [*env.list("ARCHIVE_ALLOWED_HOSTS", default=[]), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("ARCHIVE_TRUSTED_ORIGINS", default=[])
HTTPS = switch("ARCHIVE_HTTPS", default=False)
BEHIND_PROXY = switch("ARCHIVE_BEHIND_PROXY", default=False)
SEARCH_ENGINE = choice("ARCHIVE_SEARCH_ENGINE", "whoosh", ("whoosh",), "whoosh")
SEARCH_VOCABULARY = "archive.indexing.slug_of"  # names in questions to slugs of the index
SEARCH_SUBJECTS = "archive.indexing.subjects_named"  # countries and minerals among words
SEARCH_NAMES_NEAR = "archive.indexing.names_near"  # a mistyped name to slugs of the index
INLINE_INDEXING = switch("ARCHIVE_INLINE_INDEXING", default=True)
INDEX_PROCESSES = count("ARCHIVE_INDEX_PROCESSES", cores())
MAX_UPLOAD_BYTES = count("ARCHIVE_MAX_UPLOAD_MB", 25) * 1024 * 1024
EXPORTS_AT_ONCE = count("ARCHIVE_EXPORTS_AT_ONCE", 2)
ROOT_URL = env.str("ARCHIVE_ROOT_URL", default="").rstrip("/")  # for links in e-mail
PAGE_RATE = count("ARCHIVE_PAGE_RATE", 600)  # pages a minute for one address or person
API_RATE = count("ARCHIVE_API_RATE", 120)  # requests a minute from one network address
API_TOKEN_RATE = count("ARCHIVE_API_TOKEN_RATE", 600)
API_ORIGINS = origins("ARCHIVE_API_ORIGINS")
TIME_ZONE = choice("ARCHIVE_TIME_ZONE", "UTC", available_timezones(), "Europe/Berlin")
SECRET_KEY = secret_key(SECRET_KEY_FILE)
globals().update(email_settings())
CAN_SEND_EMAIL = bool(env.str("ARCHIVE_EMAIL_URL", default=""))
DEFAULT_FROM_EMAIL = env.str("ARCHIVE_EMAIL_FROM", default="Lode <lode@localhost>")
EMAIL_TIMEOUT = 20  # seconds; a mailbox that hangs must not stop the others

INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",
    "archive.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "archive.web.server_timing.ServerTimingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "archive.web.rate_limit.RateLimitMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"lode": "archive.web.template_filters"},
        },
    }
]

# IMMEDIATE: a transaction that reads first and writes later never fails with
# "database is locked". FULL: an acknowledged commit survives a power cut, so the
# index never knows more than the database.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "archive.sqlite3",
        "CONN_MAX_AGE": 10 * 60,  # opening and tuning a connection costs as much as a small page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "search"
LOGOUT_REDIRECT_URL = "search"

# Locking the pair, not the name alone, keeps a stranger from locking out an editor.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = 1 if BEHIND_PROXY else 0

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MANIFEST_STRICT = False  # new code before `up` has run: plain names, no error
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # chosen together at the desk
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- the REST API; what it describes of itself is written beside its views
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "archive.api.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Lode",
    "VERSION": "1",
    "DESCRIPTION": "An archive of news clippings on critical minerals, for programs. The search "
    "takes the parameters of the search page and finds the same articles. Anybody may read; adding "
    "clippings needs a token. Answers carry an ETag: sent back as If-None-Match, it saves what has "
    "not changed (304).",
    "SERVERS": [{"url": "/", "description": "This archive"}],
    "TAGS": [
        {"name": "Articles", "description": "Searching, reading and adding articles."},
        {"name": "Analysis", "description": "What a search is about, counted."},
        {"name": "Taxonomy", "description": "What the values of the facets mean."},
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "archive.api.add_problems",
    ],
}

# --- security headers; everything a page needs comes from our own files
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # asked by the machine itself
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_LEVEL = choice("ARCHIVE_LOG_LEVEL", "WARNING", _LOG_LEVELS, "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # A wrong address is its visitor's business, not the operator's.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
