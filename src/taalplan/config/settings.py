# SPDX-License-Identifier: EUPL-1.2
"""Django's settings; everything that differs between places comes from the environment."""

from __future__ import annotations

import secrets
from pathlib import Path

from taalplan.config.environment import database, flag, read

HOME = Path(read("HOME", "taalplan-data", "the folder for the database and other own files"))
DEBUG = flag("DEBUG", False, "show errors in the browser; never where real people are registered")
SECRET_KEY = read(
    "SECRET_KEY", "", "signs sessions; without it everybody is logged out at a restart"
)
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
LOCAL = "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = read("HOSTS", LOCAL, "the names this site answers to").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin
    for origin in read("ORIGINS", "", "origins of forms behind a proxy, with https://").split(",")
    if origin
]
# Written by `manage load_demo`: as long as it is there, every page says that nobody is real.
SYNTHETIC = (HOME / "voorbeeldgegevens").exists()
PSEUDONYM_KEY = read(
    "PSEUDONYM_KEY",
    "",
    "the secret behind the numbers in a snapshot, at least 32 characters; not in the database",
)

ERASED_KEY = read(
    "ERASED_KEY",
    "",
    "the secret behind the marks of who was erased, at least 32 characters, never changed; "
    "without it one is made in HOME",
)
CONTACT = read(
    "CONTACT", "", "whom people can ask about their data: on the copy that they get of it"
)

FIGURES = Path(
    read("FIGURES", "", "the folder with the published figures; default: `cijfers` in HOME")
    or HOME / "cijfers"
)
ADDRESS = read(
    "ADDRESS",
    "",
    "the site's own address, with https://, that identifiers and citations begin with; "
    "without it the one that was asked",
)
PUBLISHER = read(
    "PUBLISHER", "Taalplan", "who publishes the figures, in the catalogue of open data"
)
API_RATE = int(
    read("API_RATE", "120", "how many requests to the open API one address may make in a minute")
)

DATABASES = {
    "default": database(
        read("DATABASE", f"sqlite:///{HOME}/register.sqlite3", "where the register is kept")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "taalplan.audit",
    "taalplan.jobs",
    "taalplan.register",
    "taalplan.questions",
    "taalplan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "taalplan.web.security.ContentPolicyMiddleware",
    "taalplan.config.trouble.SessionMiddleware",
    "taalplan.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Deny by default: a view is for people who are logged in unless it says otherwise.
    "taalplan.web.drafts.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "taalplan.web.errors.ConflictMiddleware",
]

ROOT_URLCONF = "taalplan.config.urls"
WSGI_APPLICATION = "taalplan.config.wsgi.application"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
CSRF_FAILURE_VIEW = "taalplan.web.drafts.forged_or_late"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "taalplan.web.frame.frame",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = ["taalplan.config.login.Backend"]

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "web" / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

STATIC_URL = "static/"
# Filled by `manage collectstatic` where a proxy serves it; else the files are found in the rooms.
STATIC_ROOT = HOME / "static" if (HOME / "static").is_dir() else None
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

SESSION_ENGINE = "taalplan.config.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE = flag(
    "HTTPS",
    set(ALLOWED_HOSTS) != set(LOCAL.split(",")),
    "the site is behind https, and cookies are for https only; yes wherever HOSTS is set",
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
