"""The one settings file: working defaults, everything that differs between installations from the environment.

`docs/operations.md` explains each variable; a test keeps the two in step.
"""

from pathlib import Path

import dj_database_url

from qosyl.config.environment import Environment
from qosyl.keys.kept import kept_secret

_ENVIRONMENT = Environment()
_PROJECT = Path(__file__).resolve().parents[3]

HOME = _ENVIRONMENT.home()
DEBUG = _ENVIRONMENT.switch("QOSYL_DEBUG")
#: A demonstration: banner, sign-in by a click, specimens; `qosyl serve` then listens at 127.0.0.1 only.
DEMO = _ENVIRONMENT.switch("QOSYL_DEMO")
SECURE = _ENVIRONMENT.switch("QOSYL_HTTPS")
SECRET_KEY = kept_secret(HOME / "keys" / "session")
KEYS_FOLDER = HOME / "keys"

ALLOWED_HOSTS = _ENVIRONMENT.words("QOSYL_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "qosyl.audit.apps.AuditConfig",
    "qosyl.ui.apps.UiConfig",
    "qosyl.people.apps.PeopleConfig",
    "qosyl.programmes.apps.ProgrammesConfig",
    "qosyl.cohorts.apps.CohortsConfig",
    "qosyl.sittings.apps.SittingsConfig",
    "qosyl.commissions.apps.CommissionsConfig",
    "qosyl.certificates.apps.CertificatesConfig",
    "qosyl.web.apps.WebConfig",
    "qosyl.config.apps.HouseConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "qosyl.sittings.middleware.JournalMiddleware",  # answers saves of the final test itself: the least between them
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "qosyl.ui.middleware.WordsForWrongMethod",
    "qosyl.people.middleware.PermissionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "qosyl.config.urls"
WSGI_APPLICATION = "qosyl.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qosyl.ui.context.interface",
                "qosyl.web.context.navigation",
            ],
        },
    }
]

# --- storage -------------------------------------------------------------------------------------------------------
_DATABASE = dj_database_url.parse(_ENVIRONMENT.database_address(HOME))
if _DATABASE["ENGINE"].endswith("sqlite3"):
    _DATABASE["OPTIONS"] = {
        # Writers queue at BEGIN instead of failing in the middle; FULL because what is answered must be durable.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
    }
else:
    _DATABASE["CONN_MAX_AGE"] = 0
    _DATABASE["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4}}
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

#: Largest archive of a package that the methodologist's page takes; a request of more than twice as much is not read.
PACKAGE_ARCHIVE_BYTES = 32 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "qosyl.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "qosyl.ui.statics.StaticFiles"
    },
}
MEDIA_ROOT = HOME / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "qosyl.people.backends.SignInNameBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Length and a list of known passwords, no rules of composition: what current guidance advises.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "qosyl.people.passwords.NotLikeTheirPerson"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "web:home"

# A name is slowed down wherever the guesses come from; an address much later, since a school shares one.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "sign_in_name"
AXES_USERNAME_CALLABLE = "qosyl.people.views.counted_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "qosyl.people.views.locked_out"
AXES_DISABLE_ACCESS_LOG = True
# axes keeps the form of a failed attempt; nothing that a person typed belongs there.
AXES_SENSITIVE_PARAMETERS = ["sign_in_name", "next", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
# axes asks to count by address too; a school behind one address must not be locked out by one forgetful teacher.
SILENCED_SYSTEM_CHECKS = ["axes.W006", "security.W021"]

# --- languages and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский")]
LANGUAGE_COOKIE_NAME = "qosyl_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"
FORMAT_MODULE_PATH = ["qosyl.ui.formats"]

# --- the browser's protection --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the icon within the test's page
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "qosyl.ui.views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Preloading binds a whole domain for years: a decision of its owner, not of a program.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- words for the administrator -----------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},  # pages that are not there would fill it, line by line
    },
}
