"""Who may use each address of the site: the name of the address, and the people it answers.

For anybody else it answers as if it did not exist, or asks to sign in. `tests/web` visits every address as everybody.
"""

from rugdekking.organisations.roles import Role

VISITOR = "visitor"  # nobody knows who it is
REPORTER = "reporter"  # holds an access code
MEMBER = "member"  # signed in with a second factor, whatever the role

STAFF = frozenset(Role.values)
EVERYBODY = frozenset({VISITOR, REPORTER, MEMBER}) | STAFF

ANYONE = EVERYBODY
REPORTERS = frozenset({REPORTER})
MEMBERS = frozenset({MEMBER}) | STAFF
DESK = frozenset({Role.CASE_MANAGER, Role.COORDINATOR, Role.DEPUTY})

ACCESS: dict[str, frozenset[str]] = {
    # The look
    "leave": ANYONE,
    "house-style": ANYONE,
    "logo": ANYONE,
    "components": ANYONE,
    "components-question": ANYONE,
    "components-office": ANYONE,
    "account_login": ANYONE,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": ANYONE,
    "account_reset_password_from_key_done": ANYONE,
    "mfa_index": MEMBERS,
    "mfa_activate_totp": MEMBERS,
    "mfa_deactivate_totp": MEMBERS,
    "mfa_list_webauthn": MEMBERS,
    "mfa_add_webauthn": MEMBERS,
    "mfa_edit_webauthn": MEMBERS,
    "mfa_remove_webauthn": MEMBERS,
    "mfa_view_recovery_codes": MEMBERS,
    "mfa_generate_recovery_codes": MEMBERS,
    "account_reauthenticate": MEMBERS,
    "mfa_reauthenticate": MEMBERS,
    "mfa_reauthenticate_webauthn": MEMBERS,
    "account_change_password": MEMBERS,
    "account_sessions": MEMBERS,
    "account_end_other_sessions": MEMBERS,
    # The vault and an invitation
    "invitation": ANYONE,
    **dict.fromkeys(
        (
            "vault-unlock",
            "vault-set-up",
            "vault-change-passphrase",
            "vault-codes-kept",
            "vault-new-codes",
            "vault-recover",
            "vault-start-over",
            "vault-lock",
            "vault-held",
        ),
        MEMBERS,
    ),
    # Setting up
    "office-start": MEMBERS,
    "office": STAFF,
    "setup": DESK | {Role.ADMINISTRATOR},
    "setup-keys": DESK | {Role.ADMINISTRATOR},
    "setup-share": DESK | {Role.ADMINISTRATOR},
    **dict.fromkeys(("setup-make-key", "setup-let-in", "setup-remove", "setup-rotate", "setup-recover"), DESK),
    **dict.fromkeys(
        ("setup-contacts", "setup-terms", "setup-style", "setup-members", "setup-deputy"),
        frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    ),
    **dict.fromkeys(
        ("setup-invite", "setup-uninvite", "setup-roles", "setup-account", "setup-end"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    # The reporter's own page: without an open code it asks for one
    "mailbox-home": ANYONE,
    "mailbox-leave": ANYONE,
    "mailbox-card": REPORTERS,
    "mailbox-confirm": REPORTERS,
    "mailbox-consent": REPORTERS,
    "mailbox-correct": REPORTERS,
    "mailbox-file": REPORTERS,
    "mailbox-files": REPORTERS,
    "mailbox-keep-out": REPORTERS,
    "mailbox-let-in": REPORTERS,
    "mailbox-messages": REPORTERS,
    "mailbox-own-code": REPORTERS,
    "mailbox-rate": REPORTERS,
    "mailbox-report": REPORTERS,
    "mailbox-stay": REPORTERS,
    "mailbox-story": REPORTERS,
    "mailbox-withdraw": REPORTERS,
    # The public pages; those of a report that is being written ask for its code themselves
    **dict.fromkeys(
        (
            "public:landing",
            "public:plain-page",
            "public:front",
            "public:page",
            "public:talk",
            "public:feeling",
            "public:short",
            "public:step",
            "public:files",
            "public:check",
            "public:send",
            "public:sent",
            "public:done",
            "public:card",
            "public:kept",
            "public:again",
        ),
        ANYONE,
    ),
}
