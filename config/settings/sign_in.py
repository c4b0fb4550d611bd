"""Who somebody is: log-in, second factor, sessions, and the providers one may come by."""

import environ

env = environ.FileAwareEnv()

SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "accounts.sign_in.discord",
    "accounts.sign_in.xivauth",
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.session.SessionBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Only in the browser that signed up, and by a button: the mail's link alone logs
# nobody in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# A second address: the next step is to make it the main one.
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/accounts/email/"
# Somebody else's wrong passwords may go on: who has the mailbox types none again.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a word to the owner about every change
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before addresses and second factors change
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SIGNUP_REDIRECT_URL = "accounts:profile"  # the first step of setting up
ACCOUNT_SESSION_REMEMBER = True
# What goes by the asker is in config.limits; what goes by a mailbox is allauth's to
# count. A link to set a password is a mail that anybody can send to anybody.
ACCOUNT_RATE_LIMITS = {
    "change_password": None,
    "login": None,
    "manage_email": None,
    "reauthenticate": None,
    "reset_password": "5/h/key",
    "reset_password_from_key": None,
    "signup": None,
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "signup": "accounts.forms.sign_in.SignupForm",
    "add_email": "accounts.forms.sign_in.AddEmailForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
}

SOCIALACCOUNT_ADAPTER = "accounts.sign_in.adapters.SocialAdapter"
# Somebody who comes by a provider with an address that both sides have seen proved is
# let into the account that has it; the adapter asks both, and joins only after log-in.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_FORMS = {
    "signup": "accounts.forms.sign_in.SocialSignupForm",
    "disconnect": "accounts.forms.sign_in.DisconnectForm",
}
DISCORD_CLIENT_ID = env("DISCORD_CLIENT_ID", default="")
DISCORD_CLIENT_SECRET = env("DISCORD_CLIENT_SECRET", default="")
SOCIALACCOUNT_PROVIDERS = {"discord": {"OAUTH_PKCE_ENABLED": True}}

MFA_ADAPTER = "accounts.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Muster"
MFA_RATE_LIMITS = {"webauthn_login": None}  # in config.limits
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateForm",
    "authenticate_webauthn": "accounts.forms.second_factor.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.ReauthenticatePasskeyForm",
    "login_webauthn": "accounts.forms.second_factor.LoginPasskeyForm",
    "activate_totp": "accounts.forms.second_factor.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.RenamePasskeyForm",
}

# Limits go by the client's address. Behind proxies the last of X-Forwarded-For is what
# the nearest of them saw; without one anybody could write that header.
ALLAUTH_TRUSTED_PROXY_COUNT = (
    env.int("TRUSTED_PROXIES", default=1) if env.bool("BEHIND_PROXY", False) else 0
)
