"""One settings file, read from the environment. Without any, it is the embedded installation.

XIEYUE_DATA      folder for the database, files and keys (default: var/ beside manage.py)
DATABASE_URL     postgres://user:password@host:port/name for production; else embedded SQLite
REDIS_URL        broker for Celery (the doorbell of the job table); else the embedded worker polls
XIEYUE_SECRET    secret key, or XIEYUE_SECRET_FILE; else one is made in the data folder
XIEYUE_HOSTS     host names, comma-separated (default: localhost only)
XIEYUE_PUBLIC_URL  address people reach it by, printed in QR codes (default: none)
XIEYUE_PKCS11_MODULE  driver of the certificate token at this machine (default: none)
XIEYUE_SIGNING_SERVICE  address of an outside signing service (default: none)
XIEYUE_SCANS     folder where a scanner puts what it reads (default: scans/ in the data folder)
XIEYUE_DEBUG     1 for development pages
XIEYUE_QUEUE     name of our queue in the broker (default: xieyue)
XIEYUE_LEASE     seconds a worker holds a job without a sign of life (default: 60)
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("XIEYUE_DATA", BASE_DIR / "var"))
DATA_DIR.mkdir(parents=True, exist_ok=True)
FILES_DIR = DATA_DIR / "files"
#: Samples of all papers, made by ``manage.py documents contact-sheet``.
CONTACT_SHEET_DIR = DATA_DIR / "contact-sheet"
FONT_DIR = Path(os.environ.get("XIEYUE_FONT_DIR", BASE_DIR / ".cache" / "fonts"))


def _secret() -> str:
    """Return the secret key from the environment, a file, or one made once in the data folder."""
    if value := os.environ.get("XIEYUE_SECRET"):
        return value
    path = Path(os.environ.get("XIEYUE_SECRET_FILE", DATA_DIR / "secret.key"))
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _database() -> dict[str, object]:
    """Return the database settings: PostgreSQL by address, else SQLite made safe for writers."""
    if address := os.environ.get("DATABASE_URL"):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "ATOMIC_REQUESTS": False,
            "OPTIONS": {"options": "-c lock_timeout=5000"},
        }
    return {
        "ENGINE": "workflow.sqlite",
        "NAME": str(DATA_DIR / "db.sqlite3"),
        "ATOMIC_REQUESTS": False,
        "TEST": {"NAME": ":memory:"},  # said outright: test runners know it of Django's own engine
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                "PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


SECRET_KEY = _secret()
DEBUG = os.environ.get("XIEYUE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("XIEYUE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PKCS11_MODULE = os.environ.get("XIEYUE_PKCS11_MODULE", "")
SIGNING_SERVICE = os.environ.get("XIEYUE_SIGNING_SERVICE", "")
SCANS_DIR = Path(os.environ.get("XIEYUE_SCANS", DATA_DIR / "scans"))
PUBLIC_URL = os.environ.get("XIEYUE_PUBLIC_URL", "")
DATABASES = {"default": _database()}
REDIS_URL = os.environ.get("REDIS_URL", "")
JOB_QUEUE = os.environ.get("XIEYUE_QUEUE", "xieyue")
JOB_LEASE_SECONDS = int(os.environ.get("XIEYUE_LEASE", "60"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "viewflow",
    "viewflow.workflow",
    "contracts.parties",
    "contracts.journal",
    "contracts.deadlines",
    "contracts.verdicts",
    "contracts.agreements",
    "contracts.bargaining",
    "contracts.congress",
    "contracts.supervision",
    "contracts.disputes",
    "contracts.campaigns",
    "contracts.documents",
    "workflow",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflow.pages.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "workflow.urls"
WSGI_APPLICATION = "workflow.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "pages", BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "workflow.pages.context.site",
            ],
        },
    },
]

AUTH_USER_MODEL = "parties.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "login_locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "templates" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
if os.environ.get("XIEYUE_HTTPS") == "1":
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
