"""Django's settings, made from the installation's own (`installation.py`)."""

from __future__ import annotations

from pathlib import Path

from njia_hub import installation
from njia_hub.storage.sqlite import use_newest

use_newest()  # before anything imports sqlite3

HOME = installation.home()
INSTALLATION = installation.load(HOME)
SECRET_KEY = installation.secret(HOME)
DATABASES = {"default": installation.database(HOME)}
AUDIT_ANCHOR = HOME / "audit.anchor"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
ALLOWED_HOSTS = sorted({INSTALLATION.host, *(installation.LOOPBACK if INSTALLATION.is_local else ())})
ROOT_URLCONF = "njia_hub.urls"
WSGI_APPLICATION = "njia_hub.wsgi.application"

INSTALLED_APPS = [
    "njia_hub.audit",
    "njia_hub.organisations",
    "njia_hub.people",
    "njia_hub.collections",
    "njia_hub.places",
    "njia_hub.routes",
    "njia_hub.work",
    "njia_hub.review",
    "njia_hub.uploads",
    "njia_hub.explore",
    "njia_hub.releases",
    "njia_hub.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",  # templates of fields; those in templates/django/forms come first
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "njia_hub.guard.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "njia_hub.people.seen.seen",
    "njia_hub.people.tokens.bearer",
    "njia_hub.guard.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "njia_hub.guard.Guard",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(Path(__file__).parent / "templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "njia_hub.menu.menu",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- languages ------------------------------------------------------------------------------------------
LANGUAGE_CODE = INSTALLATION.language
LANGUAGES = [("en", "English"), ("sw", "Kiswahili"), ("ar", "العربية")]
LOCALE_PATHS = [str(Path(__file__).parent / "locale")]
USE_I18N, USE_TZ, TIME_ZONE = True, True, INSTALLATION.time_zone
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_HTTPONLY = "njia-language", "Lax", True

# --- files ----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = str(HOME / "static")
STATICFILES_DIRS = [str(Path(__file__).parent / "static")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # of a form; files are limited where they are taken
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = INSTALLATION.largest_upload_mb * 1_000_000
FILE_UPLOAD_HANDLERS = ["njia_hub.uploads.receiving.Limited"]

# --- people ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["njia_hub.people.signing_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "home"
ACCOUNT_ADAPTER = "njia_hub.people.account.Adapter"
ACCOUNT_FORMS = {
    "login": "njia_hub.people.account_forms.SignInForm",
    "change_password": "njia_hub.people.account_forms.ChangePasswordForm",
    "reauthenticate": "njia_hub.people.account_forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation has proved the address
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = INSTALLATION.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "njia_hub.people.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "njia_hub.people.account_forms.CodeForm",
    "reauthenticate": "njia_hub.people.account_forms.ConfirmCodeForm",
    "activate_totp": "njia_hub.people.account_forms.AddAppForm",
    "add_webauthn": "njia_hub.people.account_forms.AddPasskeyForm",
    "edit_webauthn": "njia_hub.people.account_forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "Njia"
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not INSTALLATION.is_encrypted and INSTALLATION.is_local
USERSESSIONS_TRACK_ACTIVITY = True

# --- what a browser may do ------------------------------------------------------------------------------
SECURE_COOKIES = INSTALLATION.is_encrypted or not INSTALLATION.is_local
SESSION_COOKIE_NAME = "__Host-njia" if SECURE_COOKIES else "njia"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = INSTALLATION.session_hours * 3600
# Messages may name things: they stay on the hub, and are not kept in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = "__Host-njia-form" if SECURE_COOKIES else "njia-form"
CSRF_FAILURE_VIEW = "njia_hub.entrance.forged"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_USE_SESSIONS = False
CSRF_TRUSTED_ORIGINS = [INSTALLATION.address] if INSTALLATION.is_encrypted else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if INSTALLATION.is_encrypted else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTALLATION.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"

# --- cache, mail, logs ----------------------------------------------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "njia_hub.storage.cache.FolderCache",
        "LOCATION": str(HOME / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if INSTALLATION.mail.host
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = INSTALLATION.mail.host, INSTALLATION.mail.port
EMAIL_HOST_USER, EMAIL_USE_TLS = INSTALLATION.mail.user, INSTALLATION.mail.tls
EMAIL_HOST_PASSWORD = installation.mail_password(INSTALLATION)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = INSTALLATION.mail.sender or f"njia@{INSTALLATION.host}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"bare": {"()": "njia_hub.logs.Bare"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["bare"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
