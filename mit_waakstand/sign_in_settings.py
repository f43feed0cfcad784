"""The settings of people and how they sign in; ``settings`` takes them over as they are."""

from django.core.exceptions import ImproperlyConfigured

from mit_waakstand import env, providers

_demo = env.flag("MIT_DEMO")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["mit_waakstand.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "mit_waakstand.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "mit_waakstand.accounts.passwords.NotOfTheHouse"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:worklist"
ACCOUNT_ADAPTER = "mit_waakstand.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "mit_waakstand.accounts.forms.SignInForm",
    "reauthenticate": "mit_waakstand.accounts.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the beheerder
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can sign up, so there is nothing to tell
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "mit_waakstand.accounts.models.display_name"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}
# Wrong passwords: from an address, in a browser that the person used before, and of an account from
# everywhere else together (docs/decisions/0019).
SIGN_IN_RATES = {"here": "5/5m/key,20/m/ip", "known": "5/5m/key", "everywhere": "50/h/key"}
PASSWORD_RESET_TIMEOUT = 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("MIT_TRUSTED_PROXIES", 0)

# Everybody needs a second factor; only a demonstration does without (BIO2).
SECOND_FACTOR = env.flag("MIT_TWEEDE_FACTOR", default=not _demo)
if not SECOND_FACTOR and not _demo:
    _message = "MIT_TWEEDE_FACTOR=0 kan alleen in een demonstratie (MIT_DEMO=1)."
    raise ImproperlyConfigured(_message)
# Minutes after which the gravest acts ask again who somebody is; a demonstration does not ask.
CONFIRMED_FOR = 8 * 60 if _demo else 10
MFA_ADAPTER = "mit_waakstand.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "mit_waakstand.accounts.forms.CodeForm",
    "reauthenticate": "mit_waakstand.accounts.forms.CodeAgainForm",
    "activate_totp": "mit_waakstand.accounts.forms.ActivateAppForm",
    "add_webauthn": "mit_waakstand.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "mit_waakstand.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "mit_waakstand.accounts.forms.KeyAgainForm",
}
MFA_TOTP_TOLERANCE = 1  # half a minute early or late; our own forms take each code once
MFA_RECOVERY_CODES_SHOW_ONCE = True

OIDC = providers.read(env.text("MIT_OIDC", ""))
SOCIALACCOUNT_ADAPTER = "mit_waakstand.accounts.oidc.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another host (form-action)
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # our own rule (accounts/joining.py) decides
